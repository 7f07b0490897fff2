import { runInNewContext } from 'node:vm';
import { brotliCompressSync } from 'node:zlib';

/**
 * Packs the texts of `explainAuthError`: they are a sixth of a bundle, and most runs never read them.
 * In the bundle each language is one Brotli string, unpacked when an error is first explained.
 *
 * @type {import('esbuild').Plugin}
 */
export const packedRemedies = {
  name: 'packed-remedies',
  setup(build) {
    const module = /[\\/]errors[\\/]remedies[\\/]remedies\.[a-z]+\.ts$/;
    build.onLoad({ filter: module }, async ({ path }) => {
      const [name, remedies] = await onlyExport(build.esbuild, path);
      const packed = brotliCompressSync(JSON.stringify(remedies())).toString('base64');
      return { contents: unpacked(name, packed) };
    });
  },
};

/**
 * @param {import('esbuild').PluginBuild['esbuild']} esbuild
 * @param {string} path of a module of texts, which imports nothing but texts
 * @returns {Promise<[name: string, remedies: () => unknown]>}
 */
async function onlyExport(esbuild, path) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path],
    bundle: true,
    format: 'iife',
    globalName: 'texts',
    write: false,
    logLevel: 'silent',
  });
  const [found, ...more] = Object.entries(runInNewContext(`${outputFiles[0]?.text}; texts`));
  if (!found || more.length) throw new Error(`${path} has to export one function, and no more`);
  return found;
}

/**
 * zlib is asked for late: a run that explains nothing does not load it.
 *
 * @param {string} name
 * @param {string} packed
 */
function unpacked(name, packed) {
  return `export const ${name} = () => {
  const zlib = process.getBuiltinModule('node:zlib');
  return JSON.parse(zlib.brotliDecompressSync(Buffer.from('${packed}', 'base64')).toString());
};`;
}
