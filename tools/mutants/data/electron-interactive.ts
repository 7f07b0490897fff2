import type { MutantSet } from '../mutant.ts';

const key = 'src/key-from-safe-storage.spec.ts';
const userSession = 'src/user-session.spec.ts';

/**
 * The key store, and what of an account the window shows. What keeps the page in its place has
 * mutants of its own: apps/electron-interactive/testing/mutants.ts.
 */
export const electronInteractive: MutantSet = {
  project: 'apps/electron-interactive',
  mutants: [
    {
      name: 'a key that cannot be decrypted now counts as lost',
      file: 'src/key-from-safe-storage.ts',
      from: '      if (kept) throw kept;\n',
      to: '',
      spec: key,
    },
    {
      name: 'a silent keyring keeps the window from opening',
      file: 'src/questions-within.ts',
      from: '          reject(silent());\n',
      to: '',
      spec: key,
      test: 'stays where it is while the system does not',
    },
    {
      name: 'a late answer is not heard',
      file: 'src/questions-within.ts',
      from: '(isLate ? onLate() : resolve(answer))',
      to: '(isLate ? undefined : resolve(answer))',
      spec: key,
    },
    {
      name: 'a key is set aside more than once a start',
      file: 'src/key-from-safe-storage.ts',
      from: '    if (kept && isOldSetAside) throw kept;\n',
      to: '',
      spec: key,
    },
    {
      name: 'keys are set aside without number',
      file: 'src/key-from-safe-storage.ts',
      from: 'const KEPT_ASIDE = 3;',
      to: 'const KEPT_ASIDE = 300;',
      spec: key,
    },
    {
      name: 'a key that cannot be decrypted is overwritten',
      file: 'src/key-from-safe-storage.ts',
      from: '    if (kept) await setAside(file);\n',
      to: '    void setAside;\n',
      spec: key,
    },
    {
      name: 'files of others beside the key are removed',
      file: 'src/key-from-safe-storage.ts',
      from: ' && /^\\.unreadable-\\d{13}$/.test(name.slice(start.length));',
      to: " && name.includes('.unreadable-');",
      spec: key,
    },
    {
      name: 'a new key that cannot be decrypted replaces the old one',
      file: 'src/key-from-safe-storage.ts',
      from: '    if (result !== text) throw unavailable(notTheSame);\n',
      to: '    void result;\n',
      spec: key,
    },
    {
      name: 'a key that is to be encrypted anew is not',
      file: 'src/key-from-safe-storage.ts',
      from: '    if (shouldReEncrypt) {',
      to: '    if (!shouldReEncrypt === undefined) {',
      spec: key,
    },
    {
      name: 'the well-known password is taken unasked',
      file: 'src/key-from-safe-storage.ts',
      from: "    if (backend === 'basic_text' && !allowBasicText) throw unavailable(noKeyring);\n",
      to: '',
      spec: key,
    },
    {
      name: 'the key is kept in clear',
      file: 'src/key-from-safe-storage.ts',
      from: '    await writeAtomically(file, content);\n    return made;',
      to: "    await writeAtomically(file, Buffer.concat([content, Buffer.from(made.toString('base64'))]));\n    return made;",
      spec: key,
    },
    {
      name: 'a sign-out removes tokens that could not be read',
      file: 'src/token-cache.ts',
      from: 'remove: async () => (why ? undefined : plugin.remove()),',
      to: 'remove: plugin.remove,',
      spec: userSession,
    },
    {
      name: 'a sign-in in memory is never kept',
      file: 'src/token-cache.ts',
      from: '        await keepAfterAll(() => plugin.runExclusive(() => key.getKey(true)));\n',
      to: '',
      spec: userSession,
    },
    {
      name: 'the window says that tokens are kept while they are not',
      file: 'src/token-cache.ts',
      from: 'return why\n        ?',
      to: 'return why === null\n        ?',
      spec: userSession,
    },
    {
      name: 'token facts of the account before the switch are shown',
      file: 'src/user-session.ts',
      from: '...(token && token.homeAccountId === chosen ? { token: token.view } : {}),',
      to: '...(token ? { token: token.view } : {}),',
      spec: userSession,
      test: 'token facts',
    },
    {
      name: 'token facts stay through a switch and back',
      file: 'src/user-session.ts',
      from: '      chosen = id;\n      token = undefined;\n',
      to: '      chosen = id;\n',
      spec: userSession,
      test: 'token facts',
    },
    {
      name: 'a call under way switches the account back',
      file: 'src/user-session.ts',
      from: '    token = { homeAccountId: account?.homeAccountId, view };\n',
      to: '    token = { homeAccountId: account?.homeAccountId, view };\n    chosen = account?.homeAccountId;\n',
      spec: userSession,
      test: 'token facts',
    },
    {
      name: 'one of two accounts is guessed',
      file: 'src/user-session.ts',
      from: 'chosen = accounts.length === 1 ? accounts[0]?.homeAccountId : undefined;',
      to: 'chosen = accounts[0]?.homeAccountId;',
      spec: userSession,
    },
  ],
};
