import { dirname, join, relative, resolve } from 'node:path';
import { decode, encode } from '@jridgewell/sourcemap-codec';
import { transform } from 'esbuild';
import { type OutputOptions, type Plugin, rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { esModulesInside } from './es-modules-inside.ts';
import { withScope } from './package-settings.mjs';

/**
 * Builds a library for those who install it: ES modules and CommonJS, each with its own types. Modules
 * that entry points share come as chunks, so that loading one of them does not load the others.
 *
 * @param project - folder of the library
 * @param entries - name of the built file to source file, from that folder
 * @param folder - where the built files go
 * @param scope - of the names that other packages of the workspace are published under
 */
export async function buildLibrary(
  project: string,
  entries: Record<string, string>,
  folder: string,
  scope: string,
): Promise<void> {
  const input = Object.fromEntries(
    Object.entries(entries).map(([name, source]) => [name, join(project, source)]),
  );
  const isPackage = (id: string) => !/^(?:[./\0]|[A-Za-z]:\\)/.test(id) && !CARRIED.test(id);
  const plugins = [carried, withoutTypes];
  const code = await rollup({ input, external: isPackage, plugins, onLog: fail });
  const paths = (id: string) => withScope(id, scope);
  await code.write({ ...codeIn('es', 'js', project, folder), paths });
  const { isOutside, plugin, banner } = esModulesInside(project);
  const commonJs = await rollup({
    input,
    external: (id, importer) => isPackage(id) && isOutside(id, importer),
    plugins: [...plugins, plugin],
    onLog: fail,
  });
  await commonJs.write({ ...codeIn('cjs', 'cjs', project, folder), paths, banner });
  const declarations = await writeDeclarations(Object.values(input), join(folder, '../types'));
  const types = await rollup({
    input: Object.fromEntries(
      Object.entries(input).map(([name, source]) => [name, declarations(source)]),
    ),
    external: isPackage,
    plugins: [declared(declarations), dts()],
    onLog: fail,
  });
  await types.write({ ...typesIn('d.ts', folder), paths });
  await types.write({ ...typesIn('d.cts', folder), paths });
}

/** A library of the workspace that the packages carry inside. */
const CARRIED = /^@entra-flows\/primitives\/([\w-]+)$/;

const sourceOfCarried = (id: string) => {
  const [, name] = CARRIED.exec(id) ?? [];
  return name && resolve(import.meta.dirname, `../../libs/primitives/src/${name}.ts`);
};

const carried: Plugin = { name: 'carried', resolveId: (id) => sourceOfCarried(id) };

/** Declarations name sources. */
const declared = (declarations: (source: string) => string): Plugin => ({
  name: 'declared',
  resolveId(id, importer) {
    const source = sourceOfCarried(id);
    if (source) return declarations(source);
    return importer && id.startsWith('.')
      ? resolve(dirname(importer), id).replace(/(?<!\.d)\.ts$/, '.d.ts')
      : null;
  },
});

/** esbuild takes types and comments out; the declarations keep the comments. */
const withoutTypes: Plugin = {
  name: 'without-types',
  transform: (text, sourcefile) =>
    transform(text, {
      loader: 'ts',
      minifySyntax: true,
      target: 'node20',
      charset: 'utf8',
      minifyWhitespace: TABLES.test(sourcefile),
      sourcemap: 'external',
      sourcefile,
    }),
};

function codeIn(
  format: 'es' | 'cjs',
  extension: string,
  project: string,
  folder: string,
): OutputOptions {
  return {
    ...namesIn(extension, folder),
    format,
    exports: 'named',
    // Jest runs CommonJS without what `import()` needs.
    dynamicImportInCjs: false,
    generatedCode: 'es2015',
    hoistTransitiveImports: false,
    sourcemap: true,
    sourcemapExcludeSources: true,
    // As if `src` lay beside `dist`: traces then name the files of the repository.
    sourcemapPathTransform: (source, map) => {
      const inProject = relative(project, resolve(dirname(map), source));
      return relative(dirname(map), join(dirname(folder), inProject)).replaceAll('\\', '/');
    },
    plugins: [...(format === 'cjs' ? [ownAddress] : []), linesOnly],
  };
}

const typesIn = (extension: string, folder: string): OutputOptions => ({
  ...namesIn(extension, folder),
  chunkFileNames: ({ name }) => `chunks/${name.replace(/\.d$/, '')}-[hash].${extension}`,
  format: 'es',
});

const namesIn = (extension: string, dir: string): OutputOptions => ({
  dir,
  entryFileNames: `[name].${extension}`,
  chunkFileNames: `chunks/[name]-[hash].${extension}`,
});

/** Rollup's own replacement of `import.meta.url` thinks of browsers too. */
const ownAddress: Plugin = {
  name: 'own-address',
  resolveImportMeta: (property) =>
    property === 'url' ? `require('node:url').pathToFileURL(__filename).href` : null,
};

/** Words and codes alone: no stack trace leads there. */
const TABLES = /\.(?:en|ko|generated)\.ts$/;

/**
 * One position for each line: enough for a stack trace, and a fifth of the size. The sources do not
 * come along, so that a debugger shows the built lines.
 */
const linesOnly: Plugin = {
  name: 'lines-only',
  generateBundle(_options, files) {
    for (const file of Object.values(files)) {
      if (file.type !== 'asset' || !file.fileName.endsWith('.map')) continue;
      const map = JSON.parse(file.source.toString()) as {
        mappings: string;
        names: string[];
        sources: string[];
      };
      const isTable = map.sources.map((source) => TABLES.test(source));
      const lines = decode(map.mappings).map(([first]) =>
        first && !isTable[first[1] ?? -1] ? [first] : [],
      );
      const places = lines.map((line) =>
        line.map((at) => (at.length === 1 ? at : ([at[0], at[1], at[2], at[3]] as const))),
      );
      file.source = JSON.stringify({ ...map, names: [], mappings: encode(places as never) });
    }
  },
};

/** A warning of the bundler is a fault of the package: an import that is missing, a circle. */
const fail = (_level: string, { message }: { message: string }) => {
  throw new Error(message);
};

const root = resolve(import.meta.dirname, '../..');

/**
 * Writes the declarations of sources and of all that they import, by TypeScript 7: it does so in a fifth of
 * the time that rollup-plugin-dts takes to have TypeScript 6 do it.
 *
 * @param folder - takes the declarations
 * @returns the place of the declarations of each source
 * @throws {Error} with what TypeScript finds wrong
 */
async function writeDeclarations(
  sources: readonly string[],
  folder: string,
): Promise<(source: string) => string> {
  const compilerOptions = {
    ...{ composite: false, declaration: true, rootDir: root, outDir: folder },
    typeRoots: [join(root, 'node_modules/@types')],
    // Of the same program, not of a package, whose declarations TypeScript does not write.
    paths: { '@entra-flows/primitives/*': [join(root, 'libs/primitives/src/*.ts')] },
  };
  const config = { extends: join(root, 'tsconfig.base.json'), compilerOptions, files: sources };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const compiler = join(root, 'node_modules/@typescript/native/bin/tsc');
  await promisify(execFile)(process.execPath, [compiler, '-p', folder, '--pretty', 'false']).catch(
    ({ stdout }: { stdout: string }) => {
      throw new Error(stdout);
    },
  );
  return (source) => join(folder, relative(root, source)).replace(/\.ts$/, '.d.ts');
}
