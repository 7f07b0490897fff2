import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  checkedTarball,
  integrityOf,
  type PackedLibrary,
  type Templates,
  type TemplateStore,
} from '@entra-flows/create';
import { makeTarballs } from '../pack/make-tarballs.mjs';
import { withScope, workspaceSettings } from '../pack/package-settings.mjs';
import { collectTemplates } from './collect-templates.ts';

const root = join(import.meta.dirname, '../..');

/**
 * The workspace as copies are made from it. Its libraries are packed when they are first needed.
 *
 * @param only - the sample that is copied: no library is packed that it does not need
 * @param pack - packs libraries, named by their folders in libs/, and gives the paths of the tarballs
 */
export function workspaceStore(
  only?: string,
  pack: (libraries: string[]) => string[] = makeTarballs,
): TemplateStore {
  const { scope } = workspaceSettings();
  const samples = JSON.parse(
    withScope(JSON.stringify(collectTemplates()), scope),
  ) as Templates['samples'];
  const paths = new Map<string, string>();
  let libraries: Record<string, PackedLibrary> | undefined;
  return {
    templates: {
      version: versionOf('libs/create'),
      samples,
      get libraries() {
        return (libraries ??= packed());
      },
    },
    tarball: (library) => checkedTarball(paths.get(library.file) ?? library.file, library),
  };

  function packed(): Record<string, PackedLibrary> {
    const needed = Object.entries(samples)
      .filter(([sample]) => only === undefined || sample === only)
      .flatMap(([, { manifest }]) =>
        Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }),
      );
    const names = [...new Set(needed)]
      .filter((name) => name.startsWith(`${scope}/`))
      .map((name) => name.slice(scope.length + 1));
    const entries = pack(names).map((path, index) => {
      const name = names[index] ?? '';
      const file = basename(path);
      paths.set(file, path);
      const integrity = integrityOf(readFileSync(path));
      return [`${scope}/${name}`, { version: versionOf(`libs/${name}`), file, integrity }] as const;
    });
    return Object.fromEntries(entries);
  }
}

function versionOf(folder: string): string {
  const text = readFileSync(join(root, folder, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
