import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@entra-flows/create';
import type { Kind } from './sample-kinds.ts';

type Versions = Record<string, string>;

/** What is read of a package.json of the workspace. */
export interface WorkspacePackage {
  [field: string]: unknown;
  version: string;
  license?: string;
  engines?: Versions;
  dependencies?: Versions;
  optionalDependencies?: Versions;
  peerDependencies?: Versions;
  devDependencies?: Versions;
  overrides?: Record<string, string | object>;
  nx?: { tags?: string[] };
}

const SCOPE = '@entra-flows/';

/**
 * The package.json of copies of a sample: what the sample declares, in the exact versions that the
 * workspace was tested with. Libraries of the workspace are `*` in it.
 *
 * @param root - the workspace's folder
 * @param code - all that is copied: a development dependency comes along when it is imported there
 */
export function manifestOfCopy(
  root: string,
  sample: WorkspacePackage,
  { scripts, fields = [], engines, isCompiled }: Kind,
  code: string,
): Manifest {
  const workspace = packageIn(root);
  const { optionalDependencies, dependencies = {}, devDependencies = {} } = sample;
  // The tests of copies stand in tools/, and what they import is declared there.
  const { devDependencies: ofTests = {} } = packageIn(join(root, 'tools'));
  const isImported = (name: string) => new RegExp(`from '${name}(?:/[^']*)?'`).test(code);
  const ownDevelopment = [
    ...Object.entries(ofTests).filter(([name]) => isImported(name)),
    ...Object.entries(devDependencies).filter(
      ([name]) => name.startsWith('@types/') || isImported(name),
    ),
  ];
  const shared = workspace.devDependencies ?? {};
  // The workspace has the compiler under another name, beside the one that ESLint needs.
  const typescript = shared['@typescript/native']?.replace(/^npm:typescript@/, '');
  const product = withLibraries(root, dependencies);
  const development = {
    ...withLibraries(root, Object.fromEntries(ownDevelopment)),
    ...pick(shared, ['@types/node', ...(isCompiled ? [] : ['tsx'])]),
    ...(typescript ? { typescript } : {}),
  };
  return {
    // The product's own: an update leaves it alone.
    version: '0.1.0',
    private: true,
    license: workspace.license,
    type: 'module',
    ...pick(sample, fields),
    engines: engines ?? workspace.engines,
    scripts: { ...scripts },
    dependencies: sorted(product),
    ...(optionalDependencies ? { optionalDependencies } : {}),
    devDependencies: sorted(
      Object.fromEntries(Object.entries(development).filter(([name]) => !(name in product))),
    ),
    ...overridesFor(root, workspace, { ...product, ...development, ...optionalDependencies }),
  };
}

/** With the libraries that these libraries need beside them. */
function withLibraries(root: string, dependencies: Versions): Versions {
  const all: Versions = {};
  const visit = (versions: Versions) => {
    for (const [name, version] of Object.entries(versions)) {
      if (name in all) continue;
      all[name] = version;
      if (!name.startsWith(SCOPE)) continue;
      const library = packageIn(join(root, 'libs', name.slice(SCOPE.length)));
      const needed = { ...library.dependencies, ...library.peerDependencies };
      visit(Object.fromEntries(Object.entries(needed).filter(([key]) => key.startsWith(SCOPE))));
    }
  };
  visit(dependencies);
  return all;
}

/** The workspace's overrides of what the copy's packages need: one that npm would have to compile. */
function overridesFor(root: string, { overrides = {} }: WorkspacePackage, packages: Versions) {
  const { packages: locked } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  ) as { packages: Record<string, { resolved?: string; dependencies?: Versions }> };
  const needed = new Set<string>();
  const visit = (name: string) => {
    if (needed.has(name)) return;
    needed.add(name);
    const entry = locked[`node_modules/${name}`];
    // A library of the workspace is a link to its folder.
    const own = locked[entry?.resolved ?? '']?.dependencies;
    for (const dependency of Object.keys({ ...entry?.dependencies, ...own })) visit(dependency);
  };
  Object.keys(packages).forEach(visit);
  const kept = Object.entries(overrides).filter(([name]) => needed.has(name));
  return kept.length > 0 ? { overrides: Object.fromEntries(kept) } : {};
}

const packageIn = (folder: string): WorkspacePackage =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as WorkspacePackage;

const pick = <Value>(object: Record<string, Value>, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (name in object ? [[name, object[name]!]] : [])));

const sorted = (versions: Versions): Versions =>
  Object.fromEntries(Object.entries(versions).sort(([a], [b]) => (a < b ? -1 : 1)));
