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
  const copy = new Map<string, Buffer>();
  for (const [path, text] of Object.entries(template.files)) {
    copy.set(path, Buffer.from(ownText(path, text, { sample, name })));
  }
  const used = new Map<string, PackedLibrary>();
  const find = (library: string) => {
    const packed = templates.libraries[library];
    if (packed) used.set(library, packed);
    return packed;
  };
  const { author, productName } = template.manifest;
  const names = Object.fromEntries(
    Object.entries({ author, productName }).flatMap(([field, text]) =>
      typeof text === 'string' ? [[field, renamed(text, { sample, name })]] : [],
    ),
  );
  const manifest = copyManifest({ ...template.manifest, ...names }, name, packages, find);
  copy.set('package.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  if (packages === 'vendor')
    for (const library of used.values()) copy.set(`vendor/${library.file}`, tarball(library));
  return copy;
}

function ownText(path: string, text: string, names: Names): string {
  if (path === 'LICENSE') return text;
  // It knows each sample by its name; the app that it registers is called as the copy.
  if (path === 'register.sh') return text.replace('entra-flows $sample', storageName(names.name));
  if (path === 'README.md') return text.replace(`# ${names.sample}\n`, `# ${names.name}\n`);
  return renamed(text, names);
}

type Names = Pick<CopyOptions, 'sample' | 'name'>;

/**
 * Gives a text the copy's name where the program acts under one: that of the sample, and the one that the
 * samples of the workspace share. Names of packages and files stay.
 */
function renamed(text: string, { sample, name }: Names): string {
  const kept = storageName(name);
  return text
    .replace(new RegExp(`(?<=['\`>])${sample}(?=['<:])`, 'g'), kept)
    .replace(/(?<=['.@ ])entra-flows(?=['. ])(?!\.json)/g, kept)
    .replaceAll('Entra Flows', kept);
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
