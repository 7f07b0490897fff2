import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The scope of the workspace's own package names, which imports in the sources use. */
const WORKSPACE_SCOPE = '@entra-flows';

/**
 * What the owner of the packages decides once for all of them, in the workspace's package.json:
 * `npm pkg set config.scope=@acme` and `npm pkg set repository.url=https://github.com/acme/flows`.
 *
 * @typedef {object} PackageSettings
 * @property {string} scope npm's scope of all packages
 * @property {string | undefined} repository where the sources can be read; without it, READMEs of packages
 *   have no links into the repository
 */

/**
 * @param {{ config?: { scope?: string | undefined }, repository?: { url: string } }} manifest the workspace's
 * @returns {PackageSettings}
 * @throws {Error} for a scope that npm would not take
 */
export function packageSettings({ config, repository }) {
  const scope = config?.scope ?? WORKSPACE_SCOPE;
  if (!/^@[a-z0-9][a-z0-9._-]*$/.test(scope))
    throw new Error(
      `npm takes no scope "${scope}": "config.scope" of package.json is like "@acme", in small letters.`,
    );
  return { scope, repository: repository?.url.replace(/^git\+|\.git$/g, '') };
}

/** Those of this workspace. */
export const workspaceSettings = () =>
  packageSettings(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')),
  );

/**
 * The text with the packages' published names in place of the workspace's.
 *
 * @param {string} text
 * @param {string} scope
 */
export const withScope = (text, scope) => text.replaceAll(`${WORKSPACE_SCOPE}/`, `${scope}/`);
