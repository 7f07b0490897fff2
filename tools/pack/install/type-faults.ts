import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withScope, workspaceSettings } from '../package-settings.mjs';

/** The ways to find a module that a product's tsconfig.json may name. */
export const resolutions = ['node16', 'nodenext', 'bundler'] as const;

/**
 * Checks a text as a product's ES module, and as its CommonJS where the resolution knows both, as strict
 * as TypeScript can be.
 *
 * @param folder - has the packages installed
 * @param compiler - path of `tsc`
 * @param text - names the packages as the workspace does
 * @returns the faults in the text and in the packages' declarations, none of other packages: those of MSAL
 *   do not pass with node16
 */
export async function typeFaults(
  folder: string,
  compiler: string,
  resolution: (typeof resolutions)[number],
  text: string,
  typeRoots?: string[],
  files = resolution === 'bundler' ? ['use.mts'] : ['use.mts', 'use.cts'],
): Promise<string[]> {
  const { scope } = workspaceSettings();
  for (const file of files) writeFileSync(join(folder, file), withScope(text, scope));
  const module = resolution === 'bundler' ? 'esnext' : resolution;
  const compilerOptions = {
    ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, target: 'es2022' },
    ...{ module, moduleResolution: resolution, lib: ['es2023', 'esnext.disposable'] },
    ...{ types: ['node'], ...(typeRoots && { typeRoots }) },
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const args = [compiler, '-p', folder, '--pretty', 'false'];
  const { stdout } = await promisify(execFile)(process.execPath, args).catch(
    (error: { stdout: string }) => error,
  );
  const isForeign = (line: string) =>
    /^[^(]*node_modules\//.test(line) && !line.includes(`node_modules/${scope}/`);
  return stdout.split('\n').filter((line) => /^\S/.test(line) && !isForeign(line));
}
