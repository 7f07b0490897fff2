import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/**
 * Builds the command as one file that needs no package, so that npx downloads nothing for it.
 *
 * @returns the licences of the packages that are in the file
 */
export async function bundleCreate(outfile: string): Promise<string> {
  const { metafile } = await build({
    entryPoints: [join(root, 'libs/create/src/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    conditions: ['source'],
    metafile: true,
    absWorkingDir: root,
    // Of auth-core it takes the choice of a flow alone; what is beside that is found, and dropped.
    external: ['@azure/*', '@napi-rs/*'],
    logLevel: 'error',
  });
  const missing = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports.map(({ path }) => path))
    .filter((path) => !isBuiltin(path));
  if (missing.length > 0) throw new Error(`The command would need packages: ${missing.join(', ')}`);
  return licencesIn(metafile);
}

function licencesIn({ outputs }: Metafile): string {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const folders = inputs.flatMap(([path, { bytesInOutput }]) => {
    const [folder] = /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
    return folder && bytesInOutput > 0 ? [folder] : [];
  });
  return [...new Set(folders)]
    .sort()
    .map((folder) => {
      const name = readdirSync(join(root, folder)).find((file) => /^licen[cs]e/i.test(file));
      if (!name) throw new Error(`${folder} has no licence, and its code is in the command`);
      const title = folder.replace(/^.*\bnode_modules\//, '');
      return `${title}\n\n${readFileSync(join(root, folder, name), 'utf8').trim()}\n`;
    })
    .join('\n---\n\n');
}
