import { mistakes, type MutantSet } from '../mutant.ts';

const storage = 'src/storage.spec.ts';
const several = 'src/several-requests.spec.ts';
const main = 'src/main.spec.ts';

/** What sessions, cookies and the store hold, and which browser may use it. */
export const webAuthCode: MutantSet = {
  project: 'apps/web-auth-code',
  mutants: [
    mistakes('src/sign-out.ts', storage, {
      'sign-out leaves the tokens in the store': [
        '  await web.clients.of(signIn).tokens.remove();\n',
        '',
      ],
      'sign-out leaves the session in the store': ['  await endSession(request);\n', ''],
    }),
    mistakes('src/sign-out.ts', main, {
      'sign-out by a form of another site': [
        "if (!isOwnForm(request, form.get('csrf') ?? '')) throw new ForgedFormError();",
        '',
      ],
    }),
    mistakes('src/redirect.ts', storage, {
      'the session keeps the ID token': [
        '  return name ? { ...identity, name } : identity;',
        '  return { ...account, ...identity };',
      ],
    }),
    mistakes('src/redirect.ts', main, {
      'a sign-in goes on in the session that was there before': [
        '  await renewSession(request);\n',
        '',
      ],
      'the ID token may be for another nonce': [
        '      { code, nonce },\n',
        '      { code },\n',
        '        nonce,\n      },\n',
        '      },\n',
      ],
    }),
    mistakes('src/redirect.ts', several, {
      'a sign-in that was overtaken by a sign-out is finished': [
        "if (epoch === undefined) return response.redirect(303, '/');",
        '',
      ],
    }),
    mistakes('src/session.ts', main, {
      'each session has the form secret of all others': [
        "randomBytes(24).toString('base64url')",
        "'x'.repeat(32)",
      ],
      'scripts may read the session cookie': ['httpOnly: true,', 'httpOnly: false,'],
    }),
    mistakes('src/session.ts', several, {
      'a session from before the last sign-out is used': [
        'if (signIn && (await clients.of(signIn).tokens.isSignedOut())) await renewSession(request);',
        'void clients;',
      ],
      'two of these apps share a cookie': [
        'const name = port ? `${own}-${port}` : own;',
        "const name = own || port ? 'web-auth-code' : 'web-auth-code';",
      ],
    }),
    mistakes('src/session.ts', storage, {
      'visitors who do nothing get a session': [
        'saveUninitialized: false,',
        'saveUninitialized: true,',
      ],
    }),
    mistakes('src/pending-sign-ins.ts', storage, {
      'a pending sign-in can be used twice': [
        'return done ? pending : undefined;',
        'return pending;',
      ],
      "a pending sign-in is good for another's state": [
        'const place = (state: string) => `sign-in:${state}`;',
        'const place = (state: string) => `sign-in:${state.length}`;',
      ],
    }),
    mistakes('src/pending-sign-ins.ts', several, {
      'a pending sign-in is good for ever': [
        'return until > now() ? pending : undefined;',
        'return until ? pending : undefined;',
      ],
      'pending sign-ins are without number': [
        'for (const name of older.slice(0, 1 - MOST_PENDING)) response.clearCookie(name, cookie);',
        'void older;',
      ],
    }),
    mistakes('src/session-store.ts', storage, {
      'a save brings a session back that was ended': [
        'while (!isKnown || seen !== undefined) {',
        'for (;;) {',
      ],
      'sessions are not bound to their ID': [
        'const text = value === undefined ? undefined : seal.open(this.#key(id), value);',
        "const text = value?.startsWith('{') ? value : value && seal.open(this.#key(id), value);",
      ],
    }),
    mistakes('src/user-clients.ts', several, {
      'a session of another browser ends with a sign-out': [
        'const key = `${signIn.owner} ${signIn.epoch}`;',
        "const key = signIn.epoch ? 'all' : '';",
      ],
    }),
    mistakes('src/storage.ts', storage, {
      'one secret seals sessions, cookies and tokens alike': [
        "return new Uint8Array(hkdfSync('sha256', secret, '', `${app.name} ${use}`, 32));",
        "return new Uint8Array(hkdfSync('sha256', secret, '', use.slice(99), 32));",
      ],
    }),
    mistakes('src/web-app.ts', main, {
      'a stranger names the host': [
        'app.use(onlyOwnHost(web), warnOfPlainHttp(web));',
        'app.use(warnOfPlainHttp(web));',
      ],
    }),
    mistakes('src/web-app.ts', several, {
      'a prefetch redeems the code': [
        "  app.get(['/', '/sign-in', '/profile'], nothingAhead(web));\n",
        '',
      ],
    }),
    mistakes('src/user-clients.ts', storage, {
      'clients of users are kept without number': [
        'if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);',
        'void oldest;',
      ],
    }),
  ],
};
