import { unknownSample } from './unknown-sample.ts';
import { storageName } from './project-name.ts';
import type { Manifest, PackedLibrary, TemplateStore } from './templates.ts';

/** What one copy is. */
export interface CopyOptions {
  sample: string;
  /** Of its package. */
  name: string;
  /** Where its libraries come from: tarballs in `vendor/`, or the registry. */
  packages: 'vendor' | 'registry';
}

/** The name under which all samples of the workspace keep their tokens. */
const SHARED_NAME = 'entra-flows';

/**
 * The files of a copy: the sample's own, under the name of the copy, its package.json, and the
 * libraries as tarballs.
 *
 * @returns by path from the copy's folder, with `/`
 * @throws {CreateError} for an unknown sample, or a tarball that is missing or was changed
 */
export function makeCopy(
  { templates, tarball }: TemplateStore,
  { sample, name, packages }: CopyOptions,
): Map<string, Buffer> {
  const { samples } = templates;
  const template = Object.hasOwn(samples, sample) ? samples[sample] : undefined;
  if (!template) throw unknownSample(sample, Object.keys(samples));
  const kept = `'${storageName(name)}'`;
  const copy = new Map<string, Buffer>();
  for (const [path, text] of Object.entries(template.files)) {
    const own = text.replaceAll(`'${sample}'`, kept).replaceAll(`'${SHARED_NAME}'`, kept);
    copy.set(path, Buffer.from(own));
  }
  const used = new Map<string, PackedLibrary>();
  const find = (library: string) => {
    const packed = templates.libraries[library];
    if (packed) used.set(library, packed);
    return packed;
  };
  const manifest = copyManifest(template.manifest, name, packages, find);
  copy.set('package.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  if (packages === 'vendor')
    for (const library of used.values()) copy.set(`vendor/${library.file}`, tarball(library));
  return copy;
}

function copyManifest(
  manifest: Manifest,
  name: string,
  packages: CopyOptions['packages'],
  find: (library: string) => PackedLibrary | undefined,
): object {
  const resolved = (group: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(group).map(([dependency, version]) => {
        const library = find(dependency);
        if (!library) return [dependency, version];
        return [
          dependency,
          packages === 'vendor' ? `file:vendor/${library.file}` : library.version,
        ];
      }),
    );
  const { dependencies, devDependencies } = manifest;
  return {
    name,
    ...manifest,
    dependencies: resolved(dependencies),
    devDependencies: resolved(devDependencies),
  };
}
