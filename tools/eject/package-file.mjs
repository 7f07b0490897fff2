import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** @param {string} folder */
const packageOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/**
 * The package.json of the copy: the packages that it reaches, in the exact versions that the
 * workspace was tested with; optional where they are so in the workspace.
 *
 * @param {string} root the workspace's folder
 * @param {string} project the sample's folder
 * @param {string} name of the new package
 * @param {Map<string, Set<string>>} packages each with the files that import it
 * @returns {string} JSON
 */
export function packageFile(root, project, name, packages) {
  const workspace = packageOf(root);
  const { version, optionalDependencies: own = {} } = packageOf(project);
  /** @type {Record<string, string>} */
  const dependencies = {};
  /** @type {Record<string, string>} */
  const optionalDependencies = { ...own }; // nobody imports what is looked for at run time
  for (const [imported, [file = '']] of [...packages].sort()) {
    const owner = packageOf(join(root, ...relative(root, file).split(sep).slice(0, 2)));
    const optional = owner.optionalDependencies?.[imported];
    const exact = owner.dependencies?.[imported] ?? optional;
    if (!exact) throw new Error(`${file} imports ${imported}, which its project does not declare.`);
    (optional ? optionalDependencies : dependencies)[imported] = exact;
  }
  const { '@typescript/native': compiler, '@types/node': nodeTypes } = workspace.devDependencies;
  // The workspace has it under another name, beside the one that ESLint needs.
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
    },
    dependencies,
    ...(Object.keys(optionalDependencies).length ? { optionalDependencies } : {}),
    devDependencies: { '@types/node': nodeTypes, typescript },
    ...overridesFor(root, workspace, { ...dependencies, ...optionalDependencies }),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

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
