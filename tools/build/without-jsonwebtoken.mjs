/**
 * Replaces `jsonwebtoken` by a stub that refuses.
 *
 * MSAL Node signs client assertions with it, for confidential clients that prove themselves by a
 * certificate. A public client has no secret to prove and never calls it, yet its import is more
 * than a third of MSAL's start-up time.
 *
 * @type {import('esbuild').Plugin}
 */
export const withoutJsonwebtoken = {
  name: 'without-jsonwebtoken',
  setup(build) {
    build.onResolve({ filter: /^jsonwebtoken$/ }, () => ({ path: 'stub', namespace: 'no-jwt' }));
    build.onLoad({ filter: /.*/, namespace: 'no-jwt' }, () => ({ contents: stub }));
  },
};

const stub = `
const refuse = () => {
  throw new Error('This bundle has no jsonwebtoken: a public client needs none. To sign in with a client certificate, run the program unbundled or build it without tools/build/without-jsonwebtoken.mjs.');
};
export default { sign: refuse, verify: refuse, decode: refuse };
`;
