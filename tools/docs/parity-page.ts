import { type Claim, claimsOf, findUnprovenClaims, library, states } from './parity-claims.ts';

/**
 * docs/emulator-parity.md.
 *
 * @throws Error that names the claims without a witness
 */
export function parityPages(root: string): Record<string, string> {
  const claims = claimsOf(root);
  const unproven = findUnprovenClaims(claims, root);
  if (unproven.length > 0)
    throw new Error(`These claims of the emulator have no witness:\n  ${unproven.join('\n  ')}`);
  const sections = [...new Set(claims.map(({ section }) => section))];
  const [real, documented, emulated, missing] = states.map(
    (state) => claims.filter((claim) => claim.state === state).length,
  );
  const page = `# How far the identity emulator is Microsoft Entra ID

**real**: as Entra does it; the line names a third-party client, and its test runs that client. **documented**: as
Microsoft's documentation says, shown by our own client only. **emulated**: works differently; the line says how.
**missing**: not implemented.

Every line that is not missing names the test that proves it; \`npm test\` fails when the test does not exist, or does
not pass.

This page is made from \`${library}parity-claims.txt\` by
\`npx nx run identity-emulator-library:parity\`.

${real} claims are real, ${documented} documented, ${emulated} emulated, ${missing} missing.

${sections.map((name) => table(name, claims)).join('\n')}`;
  return { 'docs/emulator-parity.md': page };
}

function table(name: string, claims: Claim[]): string {
  const cell = (text: string) => text.replaceAll(/[|<>[\]]/g, '\\$&');
  const rows = claims
    .filter(({ section }) => section === name)
    .map(({ state, claim, spec, title, client }) => {
      const witness = spec && `[${cell(title)}](../${spec})`;
      return `| ${state} | ${cell(claim)} | ${cell(client)} | ${witness} |`;
    });
  return `## ${name}\n\n| | claim | client | test |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}
