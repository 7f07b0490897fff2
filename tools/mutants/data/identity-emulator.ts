import { mistakes, type MutantSet } from '../mutant.ts';

const code = 'src/protocol/grants/authorization-code.spec.ts';
const whoElse = 'src/protocol/grants/who-else.spec.ts';
const redirects = 'src/directory/find-redirect-uri.spec.ts';
const device = 'src/protocol/grants/device-code.spec.ts';
const refresh = 'src/protocol/grants/refresh-token.spec.ts';
const authorize = 'src/pages/authorize/authorize.spec.ts';
const renewal = 'src/pages/session-renewal.spec.ts';
const storage = 'src/server/storage/storage.spec.ts';
const control = 'src/control/control.spec.ts';
const trace = 'src/control/trace.spec.ts';

/** Codes, sessions and grants: what is kept of them, and who may use them. */
export const identityEmulator: MutantSet = {
  project: 'libs/identity-emulator',
  mutants: [
    mistakes('src/protocol/grants/authorization-code.ts', whoElse, {
      'an authorization code is redeemed by another client': [
        "if (code.clientId !== app.clientId) throw entraError(70000, 'It was issued to another client.');",
        '',
      ],
    }),
    mistakes('src/protocol/grants/authorization-code.ts', code, {
      'an authorization code is redeemed twice': ['  code.isUsed = true;\n', ''],
      'an authorization code that came twice leaves what it gave': [
        'if (code.family) await state.refreshTokens.revoke(code.family);',
        '',
      ],
      'an authorization code is redeemed without its verifier': [
        "if (!isVerified(code.challenge, parameter(request, 'code_verifier'))) throw entraError(501481);",
        '',
      ],
      'a wrong verifier may be tried again': [
        '  const code = await useUp(state, asked);\n',
        `  const known = state.authorizationCodes.find(parameter(request, 'code') ?? '');
  if (known && !isVerified(known.challenge, parameter(request, 'code_verifier'))) throw entraError(501481);
  const code = await useUp(state, asked);
`,
      ],
      'an authorization code is redeemed for another redirect': [
        'if (redirectUri !== code.redirectUri) throw entraError(500112, redirectUri.slice(0, 200));',
        'void redirectUri;',
      ],
      'an authorization code is good for ever': [
        'if (state.authorizationCodes.isExpired(code)) throw entraError(70008);',
        '',
      ],
    }),
    mistakes('src/protocol/grants/grant.ts', whoElse, {
      'a user who was disabled before redemption gets tokens': [
        '  if (account.user.disabled) throw entraError(50057);\n',
        '',
      ],
    }),
    mistakes('src/protocol/grants/device-code.ts', whoElse, {
      'a device code is redeemed by another client': [
        '  if (code?.clientId !== app.clientId) throw entraError(7000014);\n',
        '  if (!code) throw entraError(7000014);\n',
      ],
    }),
    mistakes('src/protocol/device-codes.ts', device, {
      'a device code is redeemed twice': ["    code.state = 'redeemed';\n", ''],
    }),
    mistakes('src/protocol/device-codes.ts', 'src/protocol/device-codes.spec.ts', {
      'a device code that was answered can be answered once more': [
        'if (!this.isPending(code)) return false;',
        'if (this.isExpired(code)) return false;',
      ],
    }),
    mistakes('src/protocol/grants/device-code.ts', device, {
      'an approved device code outlives its end': [
        '  if (state.deviceCodes.isExpired(code)) throw entraError(70020);\n',
        "  if (code.state === 'pending' && state.deviceCodes.isExpired(code)) throw entraError(70020);\n",
      ],
    }),
    mistakes('src/protocol/grants/refresh-token.ts', whoElse, {
      'a refresh token is used by another client': [
        "if (family.clientId !== app.clientId) throw entraError(70000, 'It was issued to another client.');",
        '',
      ],
    }),
    mistakes('src/protocol/tokens/refresh-tokens.ts', refresh, {
      'a refresh token in two hands leaves the family': [
        `      await this.revoke(family);
      return { outcome: 'reused' };`,
        "      return { outcome: 'reused' };",
      ],
    }),
    mistakes('src/protocol/tokens/refresh-tokens.ts', storage, {
      'refresh tokens are kept in clear': [
        'family.live.push(fingerprint(token));',
        'family.live.push(fingerprint(token)); Object.assign(family, { token });',
      ],
    }),
    mistakes('src/protocol/device-codes.ts', storage, {
      'device codes are kept in clear': [
        '    this.#remember(code);\n    await',
        '    Object.assign(code, { secret });\n    this.#remember(code);\n    await',
      ],
    }),
    mistakes('src/directory/find-redirect-uri.ts', redirects, {
      'any port of a redirect that is not loopback will do': [
        'const loopbackPort = /^(http:\\/\\/(?:localhost|127\\.0\\.0\\.1|\\[::1\\])):\\d+(?=[/?]|$)/i;',
        'const loopbackPort = /^(https?:\\/\\/[^/:]+):\\d+(?=[/?]|$)/i;',
      ],
      'user info in a redirect passes': [
        'if (hash || username || password) return undefined;',
        "if (hash) return undefined; if (username || password) return comparable(text.replace(/[^/]*@/, ''));",
      ],
    }),
    mistakes('src/pages/authorize/authorization-request.ts', authorize, {
      'an unregistered redirect gets the code': [
        `  if (!isRegistered(app, redirectUri))
    throw entraError(50011, redirectUri.slice(0, 200), app.clientId);
`,
        '  void isRegistered;\n',
      ],
    }),
    mistakes('src/pages/browser-session.ts', renewal, {
      'a sign-in keeps the cookie that was planted before': [
        '      const renewed = newSecret();\n',
        '      const renewed = secret;\n',
      ],
      'scripts may read the session cookie': ['; HttpOnly; SameSite=Lax', '; SameSite=Lax'],
    }),
    mistakes('src/pages/sessions.ts', renewal, {
      'the old session stays signed in beside the new one': [
        '    await this.#keep(to, found);\n    await this.signOut(from);\n',
        '    await this.#keep(to, found);\n',
      ],
    }),
    mistakes('src/control/control-app.ts', control, {
      'the control needs no secret': [
        "if (sameSecret(request.get('x-emulator-secret') ?? '', secret)) next();",
        'if (secret) next();',
      ],
      'the control answers web pages': [
        "  app.use(checkHost('http', port), refuseBrowsers);\n",
        "  app.use(checkHost('http', port));\n  void refuseBrowsers;\n",
      ],
    }),
    mistakes('src/server/redact-text.ts', trace, {
      'the trace shows secrets in a path': [
        "(isPlain(run) ? run : '…')",
        '(isPlain(run) ? run : run)',
      ],
    }),
    mistakes('src/server/shown-fields.ts', trace, {
      'a step shows what no list names': [
        'shape?.(value) ?? lengthOf(value)',
        'shape?.(value) ?? (lengthOf(value) && String(value))',
      ],
    }),
    mistakes('src/pages/record-step.ts', 'src/control/user/walk.spec.ts', {
      'a page in a step holds the practice password': [
        "    .replace(/<!--practice-->[^]*?<!--\\/practice-->/g, '')\n",
        '',
      ],
    }),
    mistakes('src/protocol/grants/refresh-token.ts', 'src/control/policies.spec.ts', {
      'a refresh forgets that it began by a device code': [
        '  ...(flow && { flow }),\n',
        '  ...(flow && {}),\n',
      ],
    }),
    mistakes('src/protocol/apis/arm.ts', 'src/protocol/apis/arm.spec.ts', {
      'Azure Resource Manager takes a token for Graph': [
        "arm?.id ?? ''",
        "state.directory.resources[0]?.id ?? ''",
      ],
    }),
  ],
};
