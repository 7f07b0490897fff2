/** @typedef {import('./read-claims.mjs').Claim} Claim */

const head = `# How far the identity emulator is Microsoft Entra ID

**real**: as Entra does it, as far as a client can tell. **emulated**: done, but otherwise; the line
says how. **missing**: not done. Every line that is not missing names the test that witnesses it;
\`npm test\` fails when there is no such test, or when it does not pass.

This page is made from \`libs/identity-emulator-core/parity-claims.txt\` by
\`npx nx run identity-emulator-core:parity\`.
`;

/**
 * docs/emulator-parity.md.
 *
 * @param {Claim[]} claims
 */
export function parityPage(claims) {
  const sections = [...new Set(claims.map(({ section }) => section))];
  const count = (/** @type {string} */ state) =>
    claims.filter((claim) => claim.state === state).length;
  const sum = `${count('real')} claims are real, ${count('emulated')} emulated, ${count('missing')} missing.`;
  return [head, `${sum}\n`, ...sections.map((name) => table(name, claims))].join('\n');
}

/**
 * @param {string} name
 * @param {Claim[]} claims
 */
function table(name, claims) {
  const rows = claims
    .filter(({ section }) => section === name)
    .map(({ state, claim, spec, title }) => {
      const witness = spec && `[${cell(title)}](../${spec})`;
      return `| ${state} | ${cell(claim)} | ${witness} |`;
    });
  return [`## ${name}`, '', '| | claim | test |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

/** @param {string} text */
const cell = (text) => text.replaceAll(/[|<>[\]]/g, '\\$&');
