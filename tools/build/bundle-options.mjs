import { lazyNodeModules } from './lazy-node-modules.mjs';
import { optionalPackages } from './optional-packages.mjs';
import { packedModules } from './packed-modules.mjs';
import { unusedMsal } from './unused-msal.mjs';
import { withoutJsonwebtoken } from './without-jsonwebtoken.mjs';

/**
 * How a sample is bundled into one file that runs on its own.
 *
 * CommonJS, because Node starts it faster than the same bundle as a module.
 *
 * @param {string} project folder with a package.json
 */
export function bundleOptions(project) {
  return /** @satisfies {import('esbuild').BuildOptions} */ ({
    bundle: true,
    minify: true,
    platform: 'node',
    format: /** @type {const} */ ('cjs'),
    target: 'node20',
    conditions: ['source'],
    external: [...optionalPackages(project), '*.node'],
    // A CommonJS file has no import.meta; createRequire(import.meta.url) must find the file all the same.
    define: { 'import.meta.url': '__bundle.url' },
    banner: {
      js: 'const __bundle={get url(){return require("node:url").pathToFileURL(__filename).href}};',
    },
    // import() becomes require(): code from the code cache has no other way to this file's packages.
    // Templates would break the line, and a program of one line starts faster.
    supported: { 'dynamic-import': false, 'template-literal': false },
    legalComments: 'linked',
    logLevel: 'warning',
    plugins: [packedModules, lazyNodeModules, withoutJsonwebtoken, unusedMsal],
  });
}
