import { resolve } from 'node:path';
import { CONTROL } from './check-folder.ts';

/** The package managers whose commands differ. */
export type PackageManager = 'npm' | 'pnpm';

/** The one that started this program; npm when none says so. */
export const packageManager = (agent = process.env['npm_config_user_agent']): PackageManager =>
  agent?.startsWith('pnpm/') ? 'pnpm' : 'npm';

/**
 * What to type after a copy was written: each line works as it is printed.
 *
 * @param folder - as it was given
 */
export function nextSteps(
  folder: string,
  manager: PackageManager = 'npm',
  platform: NodeJS.Platform = process.platform,
): string {
  // npm takes options for itself up to --, and pnpm passes the -- on.
  const help = manager === 'npm' ? 'npm start -- --help' : 'pnpm start --help';
  const steps = [
    ...changeTo(folder, platform),
    `${manager} install --ignore-scripts`,
    ...['run typecheck', 'test', 'run build'].map((script) => `${manager} ${script}`),
    help,
    `${manager} start`,
  ];
  return `${steps.map((step) => `  ${step}`).join('\n')}\n`;
}

/** What to type after an update was written. */
export const stepsAfterUpdate = (folder: string, manager = packageManager()): string =>
  [...changeTo(folder, process.platform), `${manager} install --ignore-scripts`, `${manager} test`]
    .map((step) => `  ${step}\n`)
    .join('');

/** The step into the folder, for a user who is not in it. */
const changeTo = (folder: string, platform: NodeJS.Platform): string[] =>
  resolve(folder) === process.cwd() ? [] : [cd(folder, platform)];

function cd(folder: string, platform: NodeJS.Platform): string {
  // A name must not steer the terminal that it is shown on.
  const plain = folder.replace(new RegExp(CONTROL, 'gu'), '');
  if (/^[\w./][\w./-]*$/.test(plain)) return `cd ${plain}`;
  // cmd.exe knows neither -- nor single quotes, and its names hold no double ones.
  return platform === 'win32' ? `cd "${plain}"` : `cd -- '${plain.replaceAll("'", `'\\''`)}'`;
}
