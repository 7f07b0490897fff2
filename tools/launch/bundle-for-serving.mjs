import { build } from 'esbuild';
import { optionalPackages } from '../build/optional-packages.mjs';

/** What CommonJS packages inside a module need. */
const requireHere =
  "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);";

/**
 * Bundles a program of the workspace, packages included, as it runs in development: readable, with
 * nothing replaced. What ships is made by tools/build.mjs.
 *
 * @param {string} root the workspace's folder
 * @param {string} project folder with a package.json
 * @param {string} entry absolute path
 * @returns {Promise<{ code: string, inputs: string[] }>} inputs relative to the root
 */
export async function bundleForServing(root, project, entry) {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    outfile: 'bundle.mjs',
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['source'],
    external: [...optionalPackages(project), '*.node'],
    banner: { js: requireHere },
    logLevel: 'silent',
  });
  return { code: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) };
}
