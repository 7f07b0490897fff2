import type { MutantSet } from '../mutant.ts';

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
    {
      name: 'an authorization code is redeemed by another client',
      file: 'src/protocol/grants/authorization-code.ts',
      from: "if (code.clientId !== app.clientId) throw entraError(70000, 'It was issued to another client.');",
      to: '',
      spec: whoElse,
    },
    {
      name: 'an authorization code is redeemed twice',
      file: 'src/protocol/grants/authorization-code.ts',
      from: '  code.isUsed = true;\n',
      to: '',
      spec: code,
    },
    {
      name: 'an authorization code that came twice leaves what it gave',
      file: 'src/protocol/grants/authorization-code.ts',
      from: 'if (code.family) await state.refreshTokens.revoke(code.family);',
      to: '',
      spec: code,
    },
    {
      name: 'an authorization code is redeemed without its verifier',
      file: 'src/protocol/grants/authorization-code.ts',
      from: "if (!isVerified(code.challenge, parameter(request, 'code_verifier'))) throw entraError(501481);",
      to: '',
      spec: code,
    },
    {
      name: 'a wrong verifier may be tried again',
      file: 'src/protocol/grants/authorization-code.ts',
      from: '  const code = await useUp(state, asked);\n',
      to: `  const known = state.authorizationCodes.find(parameter(request, 'code') ?? '');
  if (known && !isVerified(known.challenge, parameter(request, 'code_verifier'))) throw entraError(501481);
  const code = await useUp(state, asked);
`,
      spec: code,
    },
    {
      name: 'an authorization code is redeemed for another redirect',
      file: 'src/protocol/grants/authorization-code.ts',
      from: 'if (redirectUri !== code.redirectUri) throw entraError(500112, redirectUri.slice(0, 200));',
      to: 'void redirectUri;',
      spec: code,
    },
    {
      name: 'an authorization code is good for ever',
      file: 'src/protocol/grants/authorization-code.ts',
      from: 'if (state.authorizationCodes.isExpired(code)) throw entraError(70008);',
      to: '',
      spec: code,
    },
    {
      name: 'a user who was disabled before redemption gets tokens',
      file: 'src/protocol/grants/grant.ts',
      from: '  if (account.user.disabled) throw entraError(50057);\n',
      to: '',
      spec: whoElse,
    },
    {
      name: 'a device code is redeemed by another client',
      file: 'src/protocol/grants/device-code.ts',
      from: '  if (code?.clientId !== app.clientId) throw entraError(7000014);\n',
      to: '  if (!code) throw entraError(7000014);\n',
      spec: whoElse,
    },
    {
      name: 'a device code is redeemed twice',
      file: 'src/protocol/device-codes.ts',
      from: "    code.state = 'redeemed';\n",
      to: '',
      spec: device,
    },
    {
      name: 'a device code that was answered can be answered once more',
      file: 'src/protocol/device-codes.ts',
      from: 'if (!this.isPending(code)) return false;',
      to: 'if (this.isExpired(code)) return false;',
      spec: 'src/protocol/device-codes.spec.ts',
    },
    {
      name: 'an approved device code outlives its end',
      file: 'src/protocol/grants/device-code.ts',
      from: '  if (state.deviceCodes.isExpired(code)) throw entraError(70020);\n',
      to: "  if (code.state === 'pending' && state.deviceCodes.isExpired(code)) throw entraError(70020);\n",
      spec: device,
    },
    {
      name: 'a refresh token is used by another client',
      file: 'src/protocol/grants/refresh-token.ts',
      from: "if (family.clientId !== app.clientId) throw entraError(70000, 'It was issued to another client.');",
      to: '',
      spec: whoElse,
    },
    {
      name: 'a refresh token in two hands leaves the family',
      file: 'src/protocol/tokens/refresh-tokens.ts',
      from: `      await this.revoke(family);
      return { outcome: 'reused' };`,
      to: "      return { outcome: 'reused' };",
      spec: refresh,
    },
    {
      name: 'refresh tokens are kept in clear',
      file: 'src/protocol/tokens/refresh-tokens.ts',
      from: 'family.live.push(fingerprint(token));',
      to: 'family.live.push(fingerprint(token)); Object.assign(family, { token });',
      spec: storage,
    },
    {
      name: 'device codes are kept in clear',
      file: 'src/protocol/device-codes.ts',
      from: '    this.#remember(code);\n    await',
      to: '    Object.assign(code, { secret });\n    this.#remember(code);\n    await',
      spec: storage,
    },
    {
      name: 'any port of a redirect that is not loopback will do',
      file: 'src/directory/find-redirect-uri.ts',
      from: 'const loopbackPort = /^(http:\\/\\/(?:localhost|127\\.0\\.0\\.1|\\[::1\\])):\\d+(?=[/?]|$)/i;',
      to: 'const loopbackPort = /^(https?:\\/\\/[^/:]+):\\d+(?=[/?]|$)/i;',
      spec: redirects,
    },
    {
      name: 'user info in a redirect passes',
      file: 'src/directory/find-redirect-uri.ts',
      from: 'if (hash || username || password) return undefined;',
      to: "if (hash) return undefined; if (username || password) return comparable(text.replace(/[^/]*@/, ''));",
      spec: redirects,
    },
    {
      name: 'an unregistered redirect gets the code',
      file: 'src/pages/authorize/authorization-request.ts',
      from: `  if (!isRegistered(app, redirectUri))
    throw entraError(50011, redirectUri.slice(0, 200), app.clientId);
`,
      to: '  void isRegistered;\n',
      spec: authorize,
    },
    {
      name: 'a sign-in keeps the cookie that was planted before',
      file: 'src/pages/browser-session.ts',
      from: '      const renewed = newSecret();\n',
      to: '      const renewed = secret;\n',
      spec: renewal,
    },
    {
      name: 'the old session stays signed in beside the new one',
      file: 'src/pages/sessions.ts',
      from: '    await this.#keep(to, found);\n    await this.signOut(from);\n',
      to: '    await this.#keep(to, found);\n',
      spec: renewal,
    },
    {
      name: 'scripts may read the session cookie',
      file: 'src/pages/browser-session.ts',
      from: '; HttpOnly; SameSite=Lax',
      to: '; SameSite=Lax',
      spec: renewal,
    },
    {
      name: 'the control needs no secret',
      file: 'src/control/control-app.ts',
      from: "if (sameSecret(request.get('x-emulator-secret') ?? '', secret)) next();",
      to: 'if (secret) next();',
      spec: control,
    },
    {
      name: 'the control answers web pages',
      file: 'src/control/control-app.ts',
      from: "  app.use(checkHost('http', port), refuseBrowsers);\n",
      to: "  app.use(checkHost('http', port));\n  void refuseBrowsers;\n",
      spec: control,
    },
    {
      name: 'the trace shows secrets in a path',
      file: 'src/server/redact-text.ts',
      from: "(isPlain(run) ? run : '…')",
      to: '(isPlain(run) ? run : run)',
      spec: trace,
    },
    {
      name: 'a step shows what no list names',
      file: 'src/server/shown-fields.ts',
      from: 'shape?.(value) ?? lengthOf(value)',
      to: 'shape?.(value) ?? (lengthOf(value) && String(value))',
      spec: trace,
    },
    {
      name: 'a page in a step holds the practice password',
      file: 'src/pages/record-step.ts',
      from: "    .replace(/<!--practice-->[^]*?<!--\\/practice-->/g, '')\n",
      to: '',
      spec: 'src/control/user/walk.spec.ts',
    },
    {
      name: 'a refresh forgets that it began by a device code',
      file: 'src/protocol/grants/refresh-token.ts',
      from: '  ...(flow && { flow }),\n',
      to: '  ...(flow && {}),\n',
      spec: 'src/control/policies.spec.ts',
    },
    {
      name: 'Azure Resource Manager takes a token for Graph',
      file: 'src/protocol/apis/arm.ts',
      from: "arm?.id ?? ''",
      to: "state.directory.resources[0]?.id ?? ''",
      spec: 'src/protocol/apis/arm.spec.ts',
    },
  ],
};
