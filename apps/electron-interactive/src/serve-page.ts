import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentSecurityPolicy, isOwnPage } from './own-page.ts';

const types: Record<string, string> = {
  'index.html': 'text/html; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'style.css': 'text/css; charset=utf-8',
};

/**
 * Answers requests of the app's own scheme with the files of the page, which are read once and named
 * here: no path that a request makes up leads anywhere.
 *
 * @param folder absolute path
 * @returns for `protocol.handle`
 */
export function servePage(folder: string): (request: Request) => Response {
  const files = new Map(
    Object.keys(types).map((name) => [`/${name}`, readFileSync(join(folder, name))]),
  );
  return ({ url, method }) => {
    const { pathname } = new URL(url);
    const content = isOwnPage(url) && method === 'GET' ? files.get(pathname) : undefined;
    return new Response(content ? new Uint8Array(content) : 'Not found', {
      status: content ? 200 : 404,
      headers: {
        'content-type': (content && types[pathname.slice(1)]) ?? 'text/plain; charset=utf-8',
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      },
    });
  };
}
