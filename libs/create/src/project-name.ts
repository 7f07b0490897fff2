import { basename, resolve } from 'node:path';
import validate from 'validate-npm-package-name';
import { CreateError } from './create-error.ts';

/**
 * What a copy is called: as asked, else after its folder.
 *
 * @param fallback - for a folder whose name has no letter that npm takes
 * @throws {CreateError} for a name that npm refuses
 */
export function projectName(asked: string | undefined, folder: string, fallback: string): string {
  if (asked !== undefined) return checkedName(asked);
  const name = basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '')
    .slice(0, 100);
  return whyRefused(name) === undefined ? name : fallback;
}

/** @throws {CreateError} */
export function checkedName(name: string): string {
  const why = whyRefused(name);
  if (why === undefined) return name;
  throw new CreateError(
    `npm refuses "${name}" as the name of a package: ${why}. Choose another one with --name.`,
    2,
  );
}

function whyRefused(name: string): string | undefined {
  const { validForNewPackages, errors = [], warnings = [] } = validate(name);
  return validForNewPackages ? undefined : [...errors, ...warnings].join(', ');
}

/** The name for folders and keyrings, which know no scope: `@contoso/cli` is `contoso-cli` there. */
export const storageName = (name: string): string => name.replace(/^@/, '').replace('/', '-');
