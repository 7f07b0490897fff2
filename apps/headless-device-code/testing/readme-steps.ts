import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

/** The commands under a heading of the README, with the folders of the reader's machine in another one. */
export function readmeSteps(heading: string, folder: string): string[] {
  const readme = readFileSync(join(root, 'apps/headless-device-code/README.md'), 'utf8');
  const [, section = ''] = readme.split(`\n## ${heading}\n`);
  const [, block = ''] = /^```\n(.*?)^```/ms.exec(section) ?? [];
  return block
    .trim()
    .split('\n')
    .map((line) =>
      line
        .replaceAll('sudo ', '')
        .replaceAll('../my-service', `${folder}/my-service`)
        .replace(/ (\/(?:etc|opt)\/)/g, ` ${folder}$1`),
    );
}
