import { makeTarballs } from '../pack/make-tarballs.mjs';
import { packageOfTarball } from '../pack/package-of-tarball.mjs';

/** By the name of the folder in libs/. */
export type Tarballs = ReadonlyMap<
  string,
  { path: string; manifest: ReturnType<typeof packageOfTarball> }
>;

const libraries = [
  ...['auth-core', 'auth-federation', 'token-cache-redis', 'sample-kit', 'identity-emulator'],
];

export function packAll(): Tarballs {
  const paths = makeTarballs(libraries);
  return new Map(
    paths.map((path, at) => [libraries[at] ?? '', { path, manifest: packageOfTarball(path) }]),
  );
}

/** Paths of the libraries' tarballs, and of those that they need beside them. */
export function withPeers(tarballs: Tarballs, wanted: readonly string[]): string[] {
  const asked = wanted.flatMap((library) => tarballs.get(library) ?? []);
  const peers = asked.flatMap(({ manifest }) => Object.keys(manifest.peerDependencies ?? {}));
  const beside = [...tarballs.values()].filter(({ manifest }) => peers.includes(manifest.name));
  return [...new Set([...asked, ...beside].map(({ path }) => path))];
}
