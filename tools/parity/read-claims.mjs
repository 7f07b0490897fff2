/**
 * @typedef {'real' | 'documented' | 'emulated' | 'missing'} State as Entra does it, as a client of others
 *   shows; as Entra's documentation has it, as our own client shows; done otherwise; not done
 * @typedef {{ section: string, state: State, claim: string, spec: string, title: string, client: string }} Claim
 *   `spec` and `title` are empty where something is missing, and `client` where no other's shows it
 */

const states = ['real', 'documented', 'emulated', 'missing'];

/**
 * Reads the list of claims: `## Section`, then a line a claim, `state | claim | spec file | test title`,
 * and for a real one `| client`.
 * Lines that begin with `//` are remarks.
 *
 * @param {string} text
 * @returns {Claim[]}
 * @throws {Error} that names the line that says something else
 */
export function readClaims(text) {
  /** @type {Claim[]} */
  const claims = [];
  let section = '';
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('//')) continue;
    if (line.startsWith('## ')) section = line.slice(3).trim();
    else claims.push(readClaim(line, section, index + 1));
  }
  return claims;
}

/**
 * @param {string} line
 * @param {string} section
 * @param {number} number
 * @returns {Claim}
 */
function readClaim(line, section, number) {
  const [state = '', claim = '', spec = '', title = '', client = '', ...more] = line
    .split(' | ')
    .map(trim);
  const isWhole =
    state === 'missing' ? !spec : spec && title && Boolean(client) === (state === 'real');
  if (!section || !states.includes(state) || !claim || !isWhole || more.length > 0)
    throw new Error(
      `Line ${number} is no claim: ${line}\n` +
        'A claim is: real | what | spec file | test title | client of others that shows it; ' +
        'documented or emulated | what | spec file | test title; or: missing | what.',
    );
  return { section, state: /** @type {State} */ (state), claim, spec, title, client };
}

/** @param {string} text */
const trim = (text) => text.trim();
