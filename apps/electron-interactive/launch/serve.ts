import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from './build-app.ts';
import { findElectron } from './find-electron.ts';

const help = `electron-interactive: signs users in from a desktop app and calls Microsoft Graph.

Usage: npx nx serve electron-interactive -- [options]

Options:
  --custom-scheme      come back from the browser by msal{client id}://auth instead of loopback
  --no-broker          ask the browser, also where the system has a broker
  --allow-basic-text   keep tokens although this Linux has no keyring
  --user-data DIR      where the app keeps its files
  --help               this text

Environment, or .env.local in the current folder:
  ENTRA_CLIENT_ID, ENTRA_AUTHORITY   the app registration; the workspace's own
                                     launcher puts the local emulator in their place
  ENTRA_GRAPH                        address of Microsoft Graph, if not that of the authority's cloud
  ELECTRON_OVERRIDE_DIST_PATH        folder of an Electron that you have

Exit codes: 0 closed, 1 failed, 2 wrong usage, 130 interrupted.
`;

/** What the user who typed the command can correct. */
class UsageError extends Error {}

try {
  const { values } = parsed();
  if (values.help) process.stdout.write(help);
  else process.exitCode = await serve(values);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function serve(values: ReturnType<typeof parsed>['values']): Promise<number> {
  const electron = findElectron();
  if (!electron.program) throw new Error(missing(electron));
  const folder = join(import.meta.dirname, '../dist/app');
  await buildApp(folder);
  const switches = [
    ...(values['custom-scheme'] ? ['--custom-scheme'] : []),
    ...(values['no-broker'] ? ['--no-broker'] : []),
    ...(values['allow-basic-text'] ? ['--allow-basic-text'] : []),
    ...(values['user-data'] ? [`--user-data-dir=${values['user-data']}`] : []),
  ];
  const child = spawn(electron.program, [...switches, join(folder, '../..')], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

function missing({ version, tried }: ReturnType<typeof findElectron>): string {
  return `Electron ${version} is not on this machine: its npm package holds no program, and nothing is
downloaded that you did not ask for. Looked for:
${tried.map((path) => `  ${path}`).join('\n')}

Get it in one of these ways, then start again:
  npx install-electron --no
      from github.com
  ELECTRON_MIRROR=https://mirror.example/electron/ npx install-electron --no
      from a mirror, such as your company's
  ELECTRON_OVERRIDE_DIST_PATH=/path/to/electron npx nx serve electron-interactive
      an unpacked copy that you have, of the same version

README.md shows what the app does with it.`;
}

function parsed() {
  const options = {
    'custom-scheme': { type: 'boolean', default: false },
    'no-broker': { type: 'boolean', default: false },
    'allow-basic-text': { type: 'boolean', default: false },
    'user-data': { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    // pnpm passes the -- on that npm takes for itself.
    return parseArgs({ args: process.argv.slice(process.argv[2] === '--' ? 3 : 2), options });
  } catch (error) {
    // Node's first sentence says what is wrong; the rest is about how Node reads options.
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new UsageError(`${why.replace(/\.$/, '')}.\n--help lists the options.`);
  }
}
