import '../survive-hangup.cjs';
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { programOf } from '../programs.mjs';
import { approveAll } from './emulator-control.ts';
import {
  endpointsFile,
  type Endpoints,
  readEndpoints,
  root,
  shownEmulator,
  workspaceEmulator,
} from './emulator-data.ts';
import { holdEmulator } from './hold-emulator.ts';
import {
  accountOf,
  asksHelp,
  type ChosenAuthority,
  chosenAuthority,
  meansEmulator,
} from './read-settings.ts';
import { type End, runSample } from './run-sample.ts';

export { exitLikeChild, runSample, signalCode } from './run-sample.ts';

export interface LaunchOptions {
  /** Let the emulator's scripted user sign in. */
  handsFree?: boolean;
  /**
   * When to hold the emulator; by default unless the user chose another authority. Never for --help. A program
   * with emulators of its own is served with `never`: it runs without any setting of Entra.
   */
  emulator?: 'unless-chosen' | 'always' | 'never';
  /** The program, from the project's folder. */
  entry?: string;
  /** Of the app that the sample is at the emulator; its public client by default. */
  clientId?: string;
  /** What the user types before the options of the sample, for its help and its hints. */
  command?: string;
}

/**
 * Runs a sample in the foreground, with the identity emulator in the place of Entra unless the user chose
 * an authority.
 *
 * @param project its folder, `apps/cli-device-code`
 * @param args passed on as they are
 * @returns how the sample ended; exit code 1 or 2 with the reason on stderr when it could not be run
 */
export async function launch(
  project: string,
  args: string[],
  options: LaunchOptions = {},
): Promise<End> {
  const { handsFree = false, emulator, entry = 'src/main.ts', clientId } = options;
  const name = basename(project);
  const { command = `npx nx serve ${name} --` } = options;
  const main = resolve(root, project, entry);
  if (!existsSync(main)) return refuse(1, `There is nothing to run: ${main} does not exist.`);

  // Made ready while the emulator starts.
  const program = programOf(main);
  const siblings = command
    .replace(/^npm start --.*/, 'npm start -- {sample}')
    .replace(name, '{sample}');
  const known = { SAMPLE_COMMAND: command, SAMPLE_SIBLINGS: siblings.replace(/ --$/, '') };
  const run = async (env: NodeJS.ProcessEnv, onSignal?: () => void) =>
    runSample(await program, args, { ...env, ...known }, onSignal);
  if (asksHelp(args)) {
    const end = await run(process.env);
    if (name.startsWith('cli-')) console.log(besideHelp(name, command));
    return end;
  }

  if (emulator === 'never') return run(withoutEntra(process.env));

  const always = emulator === 'always';
  const place = always ? shownEmulator(args, process.env) : workspaceEmulator(process.env);
  let chosen: ChosenAuthority;
  try {
    chosen = chosenAuthority(process.env, root);
  } catch (error) {
    return refuse(2, (error as Error).message);
  }
  if (!always && !meansEmulator(chosen, readEndpoints(place.dataDir))) {
    return handsFree ? refuse(2, handsOff) : run(process.env);
  }
  try {
    const held = await holdEmulator(place, {
      onHeld: async (control) => {
        if (!handsFree) return;
        const { pathname } = new URL(served(place.dataDir).handsFreeAuthority);
        await approveAll(
          control,
          decodeURIComponent(pathname.split('/')[1] ?? ''),
          accountOf(args),
        );
      },
      onLost: (message) => console.error(message),
    });
    try {
      const endpoints = served(place.dataDir);
      if (!always && !handsFree) introduceEmulator(endpoints, process.stderr);
      const authority = handsFree ? endpoints.handsFreeAuthority : endpoints.authority;
      const env = {
        ...process.env,
        ENTRA_AUTHORITY: (!handsFree && chosen.authority) || authority,
        ENTRA_CLIENT_ID: chosen.clientId ?? clientId ?? endpoints.clientId,
        ENTRA_EMULATOR: endpointsFile(place.dataDir),
      };
      return await run(env, held.startNoOther);
    } finally {
      held.release();
    }
  } catch (error) {
    return refuse(1, (error as Error).message);
  }
}

/** The variables of the environment, but none that names an authority. */
function withoutEntra(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('ENTRA_')));
}

const handsOff =
  '--hands-free needs the identity emulator: only its scripted user can sign in without you. ' +
  'Unset ENTRA_CLIENT_ID and ENTRA_AUTHORITY (look in .env.local too), or leave --hands-free out.';

/** What a sample does not know of the workspace that it is in. */
const besideHelp = (name: string, command: string) =>
  [
    'Without ENTRA_CLIENT_ID and ENTRA_AUTHORITY it uses the local emulator; with --hands-free the',
    "emulator's scripted user signs in for you.",
    ...(command.startsWith('npm start')
      ? ['npm start -- --list lists all samples.']
      : besideNx(name)),
  ].join('\n');

const besideNx = (name: string) => [
  'Nx turns 2 into 1 and adds lines of its own to stdout; for scripts, make a bundle with',
  `"npx nx build ${name}" and run "node apps/${name}/dist/${name}.cjs --json".`,
];

function served(dataDir: string): Endpoints {
  const endpoints = readEndpoints(dataDir);
  if (endpoints) return endpoints;
  throw new Error(
    `The identity emulator runs, but ${endpointsFile(dataDir)} cannot be read. Delete ${dataDir} to start afresh.`,
  );
}

/**
 * Tells a user at a terminal, who is about to sign in, where the practice accounts are. Programs that read
 * the stream are told nothing.
 */
export function introduceEmulator(
  { pages }: { pages?: string | undefined },
  stream: { isTTY?: boolean | undefined; write(text: string): unknown },
): void {
  if (!stream.isTTY || !pages || !URL.canParse(pages)) return;
  stream.write(
    `Local identity emulator: ${new URL(pages).href} lists who can sign in, and with which password.\n`,
  );
}

/** Says on stderr why nothing was run. */
export function refuse(code: number, message: string): End {
  console.error(message);
  return { code, signal: null };
}
