import { posix } from 'node:path';
import type { PackageSettings } from './package-settings.mjs';
import { withScope } from './package-settings.mjs';

/**
 * A document of the workspace as a package ships it. A package has no files beside its own, so links
 * into the repository become addresses, or plain words while the repository has no address.
 *
 * @param folder - of the document, from the workspace's, with `/`
 */
export function publishedDocument(text: string, folder: string, settings: PackageSettings): string {
  const link = /(?<!!)\[((?:[^\][]|\[[^\]]*\])*)\]\((?![a-z][a-z\d+.-]*:|#)([^)\s]+)\)/g;
  const withLinks = (prose: string) =>
    prose.replace(link, (_link, words: string, target: string) =>
      settings.repository
        ? `[${words}](${settings.repository}/blob/HEAD/${posix.join(folder, target)})`
        : words,
    );
  const parts = text.split(/(^```.*?^```)/ms);
  const rewritten = parts.map((part) => (part.startsWith('```') ? part : withLinks(part)));
  return withScope(rewritten.join(''), settings.scope);
}

/** The entries of CHANGELOG.md that name a library: what has changed in the workspace is of no use in its package. */
export const changesOf = (library: string, changelog: string): string =>
  changelog
    .split(/^(?=- |#)|(?<=\n)(?=\n#)/m)
    .filter((part) => !part.startsWith('- ') || part.includes(library))
    .join('');
