import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const library = 'libs/identity-emulator/';

/**
 * As Entra does it, as a client of others shows; as Entra's documentation has it, as our own client shows;
 * done otherwise; not done.
 */
const states = ['real', 'documented', 'emulated', 'missing'];

export interface Claim {
  section: string;
  state: string;
  claim: string;
  /** The file and the title of the test that shows it; empty where something is missing. */
  spec: string;
  title: string;
  /** The client of others that shows it; empty where it is our own. */
  client: string;
}

/** The emulator's claims, with their spec files named from the workspace's folder. */
export function claimsOf(root: string): Claim[] {
  const text = readFileSync(join(root, library, 'parity-claims.txt'), 'utf8');
  return readClaims(text).map((claim) => ({
    ...claim,
    spec: /^(src|e2e)\//.test(claim.spec) ? library + claim.spec : claim.spec,
  }));
}

/**
 * Reads the list of claims: `## Section`, then a line a claim, `state | claim | spec file | test title`,
 * and for a real one `| client`. Lines that begin with `//` are remarks.
 *
 * @throws Error that names the line that says something else
 */
export function readClaims(text: string): Claim[] {
  const claims: Claim[] = [];
  let section = '';
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('//')) continue;
    if (line.startsWith('## ')) section = line.slice(3).trim();
    else claims.push(readClaim(line, section, index + 1));
  }
  return claims;
}

function readClaim(line: string, section: string, number: number): Claim {
  const [state = '', claim = '', spec = '', title = '', client = '', ...more] = line
    .split(' | ')
    .map((cell) => cell.trim());
  const isWhole =
    state === 'missing' ? !spec : spec && title && Boolean(client) === (state === 'real');
  if (!section || !states.includes(state) || !claim || !isWhole || more.length > 0)
    throw new Error(
      `Line ${number} is no claim: ${line}\n` +
        'A claim is: real | what | spec file | test title | client of others that shows it; ' +
        'documented or emulated | what | spec file | test title; or: missing | what.',
    );
  return { section, state, claim, spec, title, client };
}

/** The claims whose test is not there, or does not use the client that is said to show it; a line each. */
export function findUnprovenClaims(claims: Claim[], root: string): string[] {
  return claims
    .filter(({ state }) => state !== 'missing')
    .flatMap(({ claim, spec, title, client }) => {
      const path = join(root, spec);
      if (!existsSync(path)) return [`"${claim}": there is no ${spec}`];
      const source = readFileSync(path, 'utf8');
      if (!hasTest(source, title))
        return [`"${claim}": ${spec} has no test with the title ${title}`];
      return source.includes(client) ? [] : [`"${claim}": ${spec} does not use ${client}`];
    });
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Whether a file calls something but `describe` with this title as its first argument.
 *
 * @param title as it is written there, placeholders included
 */
function hasTest(source: string, title: string): boolean {
  const text = escaped(title).replaceAll("'", "\\\\?'");
  const call = new RegExp(`(\\w+|[)\`])\\(\\s*(['"\`])${text}\\2\\s*,`, 'g');
  return [...source.matchAll(call)].some(([, callee]) => callee !== 'describe');
}

/**
 * The claims whose test did not pass in a run; a line each.
 *
 * @param passed titles of tests that passed, by spec file; a file that did not run is not in it, and its
 *   claims are not judged
 */
export function findUnwitnessed(claims: Claim[], passed: Map<string, string[]>): string[] {
  return claims
    .filter(({ spec, title }) => {
      // The placeholders of `test.each` stand for any text.
      const parts = title.split(/%[.\d]*[a-z#]|\$\w+/).map(escaped);
      const pattern = new RegExp(`^${parts.join('[^]*')}$`);
      return passed.get(spec)?.every((one) => !pattern.test(one));
    })
    .map(({ claim, spec, title }) => `"${claim}": ${title} (${spec}) did not pass`);
}

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
