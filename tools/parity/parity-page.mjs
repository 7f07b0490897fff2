/** @typedef {import('./read-claims.mjs').Claim} Claim */

const head = `# How far the identity emulator is Microsoft Entra ID

**real**: as Entra does it, as far as a client of others can tell: the line names the client, and its test
runs it. **documented**: as Microsoft's documentation has it, but our own client alone shows it.
**emulated**: done, but otherwise; the line says how. **missing**: not done.

Every line that is not missing names the test that witnesses it; \`npm test\` fails when there is no such
test, or when it does not pass.

This page is made from \`libs/identity-emulator/parity-claims.txt\` by
\`npx nx run identity-emulator-library:parity\`.
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
  const sum = `${count('real')} claims are real, ${count('documented')} documented, ${count('emulated')} emulated, ${count('missing')} missing.`;
  return [head, `${sum}\n`, ...sections.map((name) => table(name, claims))].join('\n');
}

/**
 * @param {string} name
 * @param {Claim[]} claims
 */
function table(name, claims) {
  const rows = claims
    .filter(({ section }) => section === name)
    .map(({ state, claim, spec, title, client }) => {
      const witness = spec && `[${cell(title)}](../${spec})`;
      return `| ${state} | ${cell(claim)} | ${cell(client)} | ${witness} |`;
    });
  return [
    `## ${name}`,
    '',
    '| | claim | client | test |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** @param {string} text */
const cell = (text) => text.replaceAll(/[|<>[\]]/g, '\\$&');
