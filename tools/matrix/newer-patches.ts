import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';

type Manifest = Record<string, Record<string, string> | undefined>;
const kinds = ['dependencies', 'optionalDependencies', 'devDependencies'];
const isManifest = (file: string) => /^(apps|libs)\/[^/]+\/package\.json$/.test(file);
const isExact = (version: string) => /^\d+\.\d+\.\d+$/.test(version);

/**
 * The packages that run in the product and have a newer patch than the pinned one. The packed libraries
 * allow it, so that products meet it first.
 *
 * @param files - of the workspace
 */
export async function newerPatches(root: string, files: string[]): Promise<Map<string, string>> {
  const all = files.filter(isManifest).flatMap((file) => {
    const { dependencies, optionalDependencies } = readManifest(join(root, file));
    return Object.entries({ ...dependencies, ...optionalDependencies });
  });
  const pinned = new Map(all.filter(([, version]) => isExact(version)));
  const found = await Promise.all(
    [...pinned].map(async ([name, version]) => {
      const args = ['view', `${name}@~${version}`, 'version', '--json'];
      const out = await runProgram('npm', args, { cwd: root, env: process.env });
      const newest = [JSON.parse(out) as string | string[]].flat().at(-1) ?? version;
      return [name, newest] as const;
    }),
  );
  return new Map(found.filter(([name, newest]) => newest !== pinned.get(name)));
}

/** Pins other versions in the manifests of a copy of the workspace. */
export function pinVersions(copy: string, files: string[], versions: Map<string, string>): void {
  for (const file of files.filter(isManifest)) {
    const manifest = readManifest(join(copy, file));
    for (const kind of kinds)
      for (const [name, version] of Object.entries(manifest[kind] ?? {}))
        if (isExact(version) && versions.has(name))
          Object.assign(manifest[kind] ?? {}, { [name]: versions.get(name) });
    writeFileSync(join(copy, file), `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
}

const readManifest = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Manifest;
