import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./read-claims.mjs').Claim} Claim */

/**
 * The claims whose test is not there, or does not use the client that is said to show it.
 *
 * @param {Claim[]} claims
 * @param {string} root folder that the spec files are named from
 * @returns {string[]} a line each
 */
export function findLiars(claims, root) {
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

/**
 * Whether a file calls something but `describe` with this title as its first argument.
 *
 * @param {string} source
 * @param {string} title as it is written there, placeholders included
 */
function hasTest(source, title) {
  const text = title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll("'", "\\\\?'");
  const call = new RegExp(`(\\w+|[)\`])\\(\\s*(['"\`])${text}\\2\\s*,`, 'g');
  return [...source.matchAll(call)].some(([, callee]) => callee !== 'describe');
}

/**
 * The claims whose test did not pass in a run.
 *
 * @param {Claim[]} claims
 * @param {Map<string, string[]>} passed titles of tests that passed, by spec file; a file that did not
 *   run is not in it, and its claims are not judged
 * @returns {string[]} a line each
 */
export function findUnwitnessed(claims, passed) {
  return claims.flatMap(({ claim, spec, title }) => {
    const titles = passed.get(spec);
    if (!titles) return [];
    const pattern = titlePattern(title);
    return titles.some((one) => pattern.test(one))
      ? []
      : [`"${claim}": ${title} (${spec}) did not pass`];
  });
}

/** @param {string} title with the placeholders of `test.each` */
function titlePattern(title) {
  const parts = title
    .split(/%[.\d]*[a-z#]|\$\w+/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*')}$`);
}
