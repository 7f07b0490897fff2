import { relative, sep } from 'node:path';

/**
 * `apps/x/src/main.ts` is `src/main.ts` in the copy, and `libs/auth-core/src/a/b.ts` is
 * `src/auth-core/a/b.ts`.
 *
 * @param {string} root the workspace's folder
 * @param {string} file absolute path
 * @returns {string} with `/`
 */
export function placeInCopy(root, file) {
  const [group, project, src, ...rest] = relative(root, file).split(sep);
  if (src !== 'src') throw new Error(`${file} is reached, and lies in no src folder.`);
  return ['src', ...(group === 'libs' ? [project] : []), ...rest].join('/');
}
