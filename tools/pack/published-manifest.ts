import { type PackageSettings, withScope } from './package-settings.mjs';

/** What packing reads of a package.json of the workspace. */
export interface WorkspaceManifest {
  name: string;
  version: string;
  description?: string;
  license: string;
  engines?: Record<string, string>;
  exports: Record<string, { source: string }>;
  sideEffects?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional: boolean }>;
  /** Of the workspace itself. */
  config?: { scope: string };
  repository?: { url: string };
}

/**
 * The source file of each entry point that is published, by the name of its built file. What is under
 * `./testing` serves the workspace's own tests and stays behind.
 */
export function sourcesOf({ exports }: WorkspaceManifest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(exports)
      .filter(([entry]) => !entry.startsWith('./testing'))
      .map(([entry, { source }]) => [builtName(entry), source]),
  );
}

/**
 * The package.json of the tarball: built files in place of sources, and no field that serves the
 * workspace alone. Dependencies take newer patches than the pinned ones, so that a product that has a
 * newer patch of MSAL does not get a second copy of it.
 *
 * @param directory - of the library, from the workspace's folder
 * @param engines - of the workspace
 */
export function publishedManifest(
  manifest: WorkspaceManifest,
  directory: string,
  engines: WorkspaceManifest['engines'],
  { scope, repository }: PackageSettings,
): { name: string; version: string; [more: string]: unknown } {
  const { version, description, license, sideEffects, peerDependenciesMeta } = manifest;
  const entries = Object.keys(sourcesOf(manifest));
  const ranges = (packages?: Record<string, string>) =>
    packages && mapEntries(packages, (name, range) => [withScope(name, scope), patches(range)]);
  return {
    name: withScope(manifest.name, scope),
    version,
    description,
    license,
    ...(repository && { repository: { type: 'git', url: `git+${repository}.git`, directory } }),
    type: 'module',
    engines,
    sideEffects,
    files: ['dist', 'CHANGELOG.md'],
    main: './dist/index.cjs',
    types: './dist/index.d.cts',
    exports: {
      ...Object.fromEntries(entries.map((entry) => [exportName(entry), built(entry)])),
      './package.json': './package.json',
    },
    dependencies: ranges(manifest.dependencies),
    optionalDependencies: ranges(manifest.optionalDependencies),
    peerDependencies: ranges(beside(manifest.peerDependencies, version)),
    peerDependenciesMeta,
  };
}

const built = (name: string) => ({
  import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
  require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
  default: `./dist/${name}.js`,
});

const builtName = (entry: string) => (entry === '.' ? 'index' : entry.slice(2));
const exportName = (name: string) => (name === 'index' ? '.' : `./${name}`);

const patches = (range: string) => (/^\d/.test(range) ? `~${range}` : range);

/** Packages of the workspace are `*` to each other; all have one version, and go together. */
const beside = (peers: Record<string, string> | undefined, version: string) =>
  peers && mapEntries(peers, (name, range) => [name, range === '*' ? `^${version}` : range]);

const mapEntries = (
  record: Record<string, string>,
  map: (name: string, value: string) => [string, string],
) => Object.fromEntries(Object.entries(record).map(([name, value]) => map(name, value)));
