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
 * workspace alone.
 *
 * @param root - package.json of the workspace, for what all packages share
 */
export function publishedManifest(manifest: WorkspaceManifest, root: WorkspaceManifest): object {
  const { name, version, description, license, sideEffects } = manifest;
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = manifest;
  const entries = Object.keys(sourcesOf(manifest));
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    engines: root.engines,
    sideEffects,
    files: ['dist'],
    main: './dist/index.cjs',
    types: './dist/index.d.cts',
    exports: {
      ...Object.fromEntries(entries.map((entry) => [exportName(entry), built(entry)])),
      './package.json': './package.json',
    },
    dependencies,
    optionalDependencies,
    peerDependencies: withRanges(peerDependencies, version),
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

/** Packages of the workspace are `*` to each other; all have one version, and go together. */
function withRanges(peers: Record<string, string> | undefined, version: string) {
  if (!peers) return undefined;
  return Object.fromEntries(
    Object.entries(peers).map(([name, range]) => [name, range === '*' ? `^${version}` : range]),
  );
}
