import { build } from 'esbuild';
import { asyncEntry } from './async-entry.mjs';
import { bundleOptions } from './bundle-options.mjs';
import { withCodeCache } from './with-code-cache.mjs';

/**
 * Bundles a program into one file that runs on its own, and writes beside it what makes it start faster.
 *
 * @param {string} project folder with a package.json
 * @param {string} entry absolute path of its main.ts
 * @param {string} outfile
 * @param {{ record?: boolean }} [options] of `withCodeCache`
 * @returns {Promise<import('esbuild').Metafile['outputs'][string]>} what esbuild made the file of
 */
export async function buildBundle(project, entry, outfile, options = {}) {
  const shared = bundleOptions(project);
  const plugins = [asyncEntry(entry), ...shared.plugins];
  const result = await build({
    ...shared,
    entryPoints: [entry],
    outfile,
    plugins,
    metafile: true,
  });
  await withCodeCache(outfile, options);
  const output = Object.values(result.metafile.outputs).find(({ entryPoint }) => entryPoint);
  if (!output) throw new Error('esbuild wrote no bundle');
  return output;
}
