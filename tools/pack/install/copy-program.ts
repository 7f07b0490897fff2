import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { withScope, workspaceSettings } from '../package-settings.mjs';

/**
 * Copies a program to where packages are installed. Its sources name them as the workspace does, the copy
 * as they are published.
 *
 * @returns the path of the copy
 */
export function copyProgram(program: string, folder: string): string {
  const copy = join(folder, basename(program));
  writeFileSync(copy, withScope(readFileSync(program, 'utf8'), workspaceSettings().scope));
  return copy;
}
