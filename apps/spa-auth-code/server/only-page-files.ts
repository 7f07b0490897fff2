import { realpathSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { isFileLoadingAllowed, normalizePath, type Plugin, type ResolvedConfig } from 'vite';

/** Vite's own options of a module's address; `raw`, `url`, `inline` and others would hand out a file as it is. */
const HARMLESS = new Set(['v', 't', 'import', 'direct']);

/**
 * Keeps the development server to its page: its HTML, its sources, and the modules that these import.
 * Everything else of the clone stays where it is, and so do the sources from pages of other origins.
 *
 * Vite itself serves the whole workspace, to every port of localhost.
 */
export function onlyPageFiles(pages: readonly string[]): Plugin {
  return {
    name: 'only-page-files',
    apply: 'serve',
    config: ({ root = '.' }) => ({
      cacheDir: join(root, 'node_modules/.vite'),
      server: {
        cors: false,
        // What these import is allowed by Vite, file by file.
        fs: {
          strict: true,
          allow: [...pages, 'src', 'node_modules/.vite/deps'].map((name) => join(root, name)),
        },
      },
    }),
    configureServer({ config, middlewares }) {
      middlewares.use((request, response, next) => {
        response.setHeader('cross-origin-resource-policy', 'same-origin');
        if (isForPage(request, config, pages)) return next();
        response.writeHead(404, { 'content-type': 'text/plain' }).end('Not part of the page.\n');
      });
    },
  };
}

function isForPage(
  request: IncomingMessage,
  config: ResolvedConfig,
  pages: readonly string[],
): boolean {
  const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
  if (path === '/' || pages.includes(path.slice(1))) {
    // The answer of an authority comes with a query; Vite would read it as options of its own.
    request.url = path;
    return isOwn(request) || isNavigation(request);
  }
  const names = [...new URLSearchParams(query).keys()];
  if (!isOwn(request) || names.some((name) => !HARMLESS.has(name))) return false;
  return path === '/@vite/client' || isAllowedFile(path, config);
}

/** Programs that are not browsers say nothing of it. */
const isOwn = ({ headers }: IncomingMessage): boolean =>
  ['same-origin', 'none'].includes(String(headers['sec-fetch-site'] ?? 'none'));

/** A link, or the way back from the sign-in page; frames do not count as documents. */
const isNavigation = ({ headers }: IncomingMessage): boolean =>
  headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';

function isAllowedFile(path: string, config: ResolvedConfig): boolean {
  try {
    const name = decodeURIComponent(path).replace(/\.map$/, '');
    // An address that needs reading twice, or a way out of the folder, comes from no page.
    if (/[%\\\0]|\/\.{0,2}(?:\/|$)/.test(name.slice(1))) return false;
    const file = name.startsWith('/@fs/') ? name.slice('/@fs'.length) : join(config.root, name);
    if (isBundledPackage(normalizePath(file), config)) return true;
    const real = normalizePath(realpathSync.native(file));
    return [normalizePath(file), real].every((one) => isFileLoadingAllowed(config, one));
  } catch {
    return false;
  }
}

/** Vite's own bundle of a package. At a first start Vite answers when it has written it, so it need not be there yet. */
function isBundledPackage(file: string, { cacheDir }: ResolvedConfig): boolean {
  const folder = `${normalizePath(join(cacheDir, 'deps'))}/`;
  return file.startsWith(folder) && /^[\w@.-]+\.js$/.test(file.slice(folder.length));
}
