import { mistakes, type MutantSet } from '../mutant.ts';

const key = 'src/key-from-safe-storage.spec.ts';
const userSession = 'src/user-session.spec.ts';

/**
 * The key store, and what of an account the window shows. What keeps the page in its place has
 * mutants of its own: apps/electron-interactive/testing/mutants.ts.
 */
export const electronInteractive: MutantSet = {
  project: 'apps/electron-interactive',
  mutants: [
    mistakes('src/key-from-safe-storage.ts', key, {
      'a key that cannot be decrypted now counts as lost': ['      if (kept) throw kept;\n', ''],
      'a key is set aside more than once a start': [
        '    if (kept && isOldSetAside) throw kept;\n',
        '',
      ],
      'keys are set aside without number': ['const KEPT_ASIDE = 3;', 'const KEPT_ASIDE = 300;'],
      'a key that cannot be decrypted is overwritten': [
        '    if (kept) await setAside(file);\n',
        '    void setAside;\n',
      ],
      'files of others beside the key are removed': [
        ' && /^\\.unreadable-\\d{13}$/.test(name.slice(start.length));',
        " && name.includes('.unreadable-');",
      ],
      'a new key that cannot be decrypted replaces the old one': [
        '    if (result !== text) throw unavailable(notTheSame);\n',
        '    void result;\n',
      ],
      'a key that is to be encrypted anew is not': [
        '    if (shouldReEncrypt) {',
        '    if (!shouldReEncrypt === undefined) {',
      ],
      'the well-known password is taken unasked': [
        "    if (backend === 'basic_text' && !allowBasicText) throw unavailable(noKeyring);\n",
        '',
      ],
      'the key is kept in clear': [
        '    await writeAtomically(file, content);\n    return made;',
        "    await writeAtomically(file, Buffer.concat([content, Buffer.from(made.toString('base64'))]));\n    return made;",
      ],
    }),
    mistakes(
      'src/questions-within.ts',
      { spec: key, test: 'stays where it is while the system does not' },
      { 'a silent keyring keeps the window from opening': ['          reject(silent());\n', ''] },
    ),
    mistakes('src/questions-within.ts', key, {
      'a late answer is not heard': [
        '(isLate ? onLate() : resolve(answer))',
        '(isLate ? undefined : resolve(answer))',
      ],
    }),
    mistakes('src/token-cache.ts', userSession, {
      'a sign-out removes tokens that could not be read': [
        'remove: async () => (why ? undefined : plugin.remove()),',
        'remove: plugin.remove,',
      ],
      'a sign-in in memory is never kept': [
        '        await keepAfterAll(() => plugin.runExclusive(() => key.getKey(true)));\n',
        '',
      ],
      'the window says that tokens are kept while they are not': [
        'return why\n        ?',
        'return why === null\n        ?',
      ],
    }),
    mistakes(
      'src/user-session.ts',
      { spec: userSession, test: 'token facts' },
      {
        'token facts of the account before the switch are shown': [
          '...(token && token.homeAccountId === chosen ? { token: token.view } : {}),',
          '...(token ? { token: token.view } : {}),',
        ],
        'token facts stay through a switch and back': [
          '      chosen = id;\n      token = undefined;\n',
          '      chosen = id;\n',
        ],
        'a call under way switches the account back': [
          '    token = { homeAccountId: account?.homeAccountId, view };\n',
          '    token = { homeAccountId: account?.homeAccountId, view };\n    chosen = account?.homeAccountId;\n',
        ],
      },
    ),
    mistakes('src/user-session.ts', userSession, {
      'one of two accounts is guessed': [
        'chosen = accounts.length === 1 ? accounts[0]?.homeAccountId : undefined;',
        'chosen = accounts[0]?.homeAccountId;',
      ],
    }),
  ],
};
