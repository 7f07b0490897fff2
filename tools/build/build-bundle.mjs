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
 * @returns {Promise<import('esbuild').Metafile['outputs'][string]>} what esbuild made the file of
 */
export async function buildBundle(project, entry, outfile) {
  const options = bundleOptions(project);
  const plugins = [asyncEntry(entry), ...options.plugins];
  const result = await build({
    ...options,
    entryPoints: [entry],
    outfile,
    plugins,
    metafile: true,
  });
  await withCodeCache(outfile);
  const output = Object.values(result.metafile.outputs).find(({ entryPoint }) => entryPoint);
  if (!output) throw new Error('esbuild wrote no bundle');
  return output;
}
