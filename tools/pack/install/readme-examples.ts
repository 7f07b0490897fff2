import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withScope, workspaceSettings } from '../package-settings.mjs';

/**
 * Writes the examples of an installed package's README that begin with the name of a file.
 *
 * @param library - such as `identity-emulator`
 * @returns the names of the files
 */
export function writeExamples(folder: string, library: string): string[] {
  const name = withScope(`@entra-flows/${library}`, workspaceSettings().scope);
  const readme = readFileSync(join(folder, 'node_modules', name, 'README.md'), 'utf8');
  const examples = readme.matchAll(/^```[jt]s\n(\/\/ (\S+\.[cm]?[jt]s)\n.*?)^```/gms);
  return [...examples].map(([, code = '', file = '']) => {
    writeFileSync(join(folder, file), code);
    return file;
  });
}
