import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const SCOPE = '@entra-flows/';

/** @param {string} folder */
const packageOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/**
 * The libraries of the workspace that a copy depends on: the sample's, what they need beside them, and
 * the emulator if the copy's spec uses it.
 *
 * @param {string} root the workspace's folder
 * @param {string} project the sample's folder
 * @param {string} spec
 * @returns {{ product: string[], development: string[] }} names of folders in libs/
 */
export function librariesOf(root, project, spec) {
  /** @type {Set<string>} */
  const product = new Set();
  /** @param {string} folder */
  const visit = (folder) => {
    const { dependencies, peerDependencies } = packageOf(folder);
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      const library = name.startsWith(SCOPE) ? name.slice(SCOPE.length) : undefined;
      if (library === undefined || product.has(library)) continue;
      product.add(library);
      visit(join(root, 'libs', library));
    }
  };
  visit(project);
  const emulator = 'identity-emulator';
  return {
    product: [...product].sort(),
    development: spec.includes(`'${SCOPE}${emulator}'`) ? [emulator] : [],
  };
}

/**
 * The package.json of the copy: what the sample declares, in the exact versions that the workspace was
 * tested with, and the libraries as tarballs in `vendor/`.
 *
 * @param {string} root the workspace's folder
 * @param {string} project the sample's folder
 * @param {string} name of the copy
 * @param {{ product: string[], development: string[] }} libraries
 * @param {Map<string, string>} tarballs path of each library's
 * @returns {string} JSON
 */
export function packageFile(root, project, name, libraries, tarballs) {
  const workspace = packageOf(root);
  const sample = packageOf(project);
  const { version, optionalDependencies } = sample;
  /** @param {string[]} names */
  const vendored = (names) =>
    names.map((library) => [
      `${SCOPE}${library}`,
      `file:vendor/${basename(tarballs.get(library) ?? '')}`,
    ]);
  const own = Object.entries(sample.dependencies).filter(([key]) => !key.startsWith(SCOPE));
  const types = Object.entries(sample.devDependencies).filter(([key]) => key.startsWith('@types/'));
  const { '@typescript/native': compiler, '@types/node': nodeTypes } = workspace.devDependencies;
  // The workspace has it under another name, beside the one with a compiler API.
  const typescript = compiler.replace(/^npm:typescript@/, '');
  const content = {
    name,
    version,
    private: true,
    license: workspace.license,
    type: 'module',
    engines: workspace.engines,
    scripts: {
      build: 'tsc',
      typecheck: 'tsc --noEmit',
      prestart: 'tsc',
      start: 'node dist/main.js',
      pretest: 'tsc',
      test: 'node --test dist/main.test.js',
    },
    dependencies: sorted([...own, ...vendored(libraries.product)]),
    ...(optionalDependencies ? { optionalDependencies } : {}),
    devDependencies: sorted([
      ...vendored(libraries.development),
      ...types,
      ['@types/node', nodeTypes],
      ['typescript', typescript],
    ]),
    ...overridesFor(root, workspace, { ...sample.dependencies, ...optionalDependencies }),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** @param {unknown[][]} entries */
const sorted = (entries) =>
  Object.fromEntries(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));

/**
 * The workspace's overrides of what the copy's packages need: a package that would have to be compiled,
 * for instance.
 *
 * @param {string} root the workspace's folder
 * @param {{ overrides?: Record<string, string> }} workspace
 * @param {Record<string, string>} packages
 */
function overridesFor(root, { overrides = {} }, packages) {
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const needed = new Set(
    Object.keys(packages).flatMap((name) =>
      Object.keys(locked[`node_modules/${name}`]?.dependencies ?? {}),
    ),
  );
  const kept = Object.entries(overrides).filter(([name]) => needed.has(name));
  return kept.length ? { overrides: Object.fromEntries(kept) } : {};
}

/**
 * As strict as the workspace, and without its project references: `tsc` alone builds the copy.
 *
 * @param {string} root the workspace's folder
 * @returns {string} JSON
 */
export function tsconfigFile(root) {
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8'));
  const {
    customConditions: _conditions,
    composite: _composite,
    emitDeclarationOnly: _declarations,
    allowImportingTsExtensions: _extensions,
    ...strict
  } = compilerOptions;
  const own = { rewriteRelativeImportExtensions: true, rootDir: 'src', outDir: 'dist' };
  const content = { compilerOptions: { ...strict, ...own }, include: ['src'] };
  return `${JSON.stringify(content, null, 2)}\n`;
}
