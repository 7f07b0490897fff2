import '../survive-hangup.cjs';
import { existsSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { failureText } from '@entra-flows/primitives/failure-text';
import { followLanguageOption } from '@entra-flows/primitives/language-option';
import { said } from '@entra-flows/primitives/said';
import { columnsOf, wrapWords } from '@entra-flows/primitives/wrap-words';
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
import { chooseNewPorts, startEmulator } from './start-emulator.ts';
import { checkSample, type End, runSample } from './run-sample.ts';
import { type HandsFree, handsFreeRun, type ScriptedUser } from './scripted-user.ts';

export { exitLikeChild, runSample, signalCode } from './run-sample.ts';

const success: End = { code: 0, signal: null };

/** What each error means, and what to do. */
const errorsPage = join(root, 'docs/errors.md');

/** What the user types before the options of the sample that runs where none is named. */
export const MAIN_COMMAND = 'npm start --';

export interface LaunchOptions {
  /** Let the emulator's scripted user sign in. */
  handsFree?: boolean;
  /** What the scripted user does for this sample, beside saying yes to a device code. */
  scriptedUser?: ScriptedUser;
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
  // What is wrong with it the sample says itself.
  followLanguageOption(args);
  const { handsFree = false, emulator, entry = 'src/main.ts', clientId } = options;
  const name = basename(project);
  const { command = `npx nx serve ${name} --` } = options;
  const main = resolve(root, project, entry);
  if (!existsSync(main))
    return refuse(
      1,
      said({
        en: `There is nothing to run: ${main} does not exist.`,
        ko: `실행할 것이 없습니다. ${main} 파일이 없습니다.`,
      }),
    );

  // Made ready while the emulator starts.
  const program = programOf(main);
  const siblings = command
    .replace(/^npm start --.*/, 'npm start -- {sample}')
    .replace(name, '{sample}');
  const known = {
    SAMPLE_COMMAND: command,
    SAMPLE_SIBLINGS: siblings.replace(/ --$/, ''),
    // Nothing but the answer of the sample may stand on stdout.
    SAMPLE_SCRIPTED: `npm start --silent --${command === MAIN_COMMAND ? '' : ` ${name}`}`,
    SAMPLE_ERRORS: relative(process.env['INIT_CWD'] ?? process.cwd(), errorsPage),
  };
  const run = async (env: NodeJS.ProcessEnv, onSignal?: () => void, given: HandsFree = { args }) =>
    runSample(await program, given.args, { ...env, ...known }, onSignal, given.input);
  if (asksHelp(args)) {
    const end = await run(process.env);
    // Without a sample the launcher's own help stands above, and says it.
    if (emulator === undefined && command !== MAIN_COMMAND)
      console.log(wrapWords(besideHelp(name, command), columnsOf(process.stdout)));
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
    return handsFree ? refuse(2, handsOff()) : run(process.env);
  }
  // No emulator starts for a program that refuses its command line, or lacks what it runs in.
  let refusal: End | undefined;
  const isChecked = args.length > 0 || entry !== 'src/main.ts';
  const check = async () => {
    refusal ??= isChecked
      ? checkSample(await program, args, { ...process.env, ...known })
      : success;
    if (refusal.code !== 0) throw new Error('refused');
  };
  try {
    if (place.newPorts) await check().then(() => chooseNewPorts(place));
    const held = await holdEmulator(place, {
      start: (one) => check().then(() => startEmulator(one)),
      onHeld: async (control) => {
        if (!handsFree) return;
        const { pathname } = new URL(served(place.dataDir).handsFreeAuthority);
        await approveAll(
          control,
          decodeURIComponent(pathname.split('/')[1] ?? ''),
          accountOf(args),
        );
      },
      onLost: (message) => console.error(wrapWords(message, columnsOf(process.stderr))),
    });
    try {
      const endpoints = served(place.dataDir);
      if (!always) introduceEmulator(endpoints, process.stderr, handsFree);
      const authority = handsFree ? endpoints.handsFreeAuthority : endpoints.authority;
      const env = {
        ...process.env,
        ENTRA_AUTHORITY: (!handsFree && chosen.authority) || authority,
        ENTRA_CLIENT_ID: chosen.clientId ?? clientId ?? endpoints.clientId,
        ENTRA_EMULATOR: endpointsFile(place.dataDir),
        ...(handsFree ? { SAMPLE_HANDS_FREE: '1' } : {}),
      };
      const given = handsFree ? handsFreeRun(args, options.scriptedUser) : undefined;
      return await run(env, held.startNoOther, given);
    } finally {
      held.release();
    }
  } catch (error) {
    return refusal && refusal.code !== 0 ? refusal : refuse(1, (error as Error).message);
  }
}

/** The variables of the environment, but none that names an authority. */
function withoutEntra(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('ENTRA_')));
}

const handsOff = () =>
  said({
    en:
      '--hands-free needs the identity emulator: only its scripted user can sign in without you. ' +
      'Unset ENTRA_CLIENT_ID and ENTRA_AUTHORITY (look in .env.local too), or leave --hands-free out.',
    ko:
      '--hands-free에는 ID 에뮬레이터가 필요합니다. 대신 로그인할 수 있는 것은 에뮬레이터의 자동 사용자뿐입니다. ' +
      'ENTRA_CLIENT_ID와 ENTRA_AUTHORITY 설정을 지우거나(.env.local도 확인) --hands-free를 빼세요.',
  });

const isOfTerminal = (name: string) => /^(cli|headless)-/.test(name);

/** What a sample does not know of the workspace that it is in. */
const besideHelp = (name: string, command: string) =>
  [
    besideEmulator(isOfTerminal(name)),
    ...(command.startsWith('npm start')
      ? [besideNpm()]
      : name.startsWith('cli-')
        ? [besideNx(name)]
        : []),
  ].join('\n');

const besideEmulator = (isOfTerminal: boolean) =>
  said({
    en: `Without ENTRA_CLIENT_ID and ENTRA_AUTHORITY it uses the local emulator.${isOfTerminal ? "\nFor demonstrations and tests: --hands-free lets the emulator's scripted user sign in for you." : ''}`,
    ko: `ENTRA_CLIENT_ID와 ENTRA_AUTHORITY가 없으면 ID 에뮬레이터를 씁니다.${isOfTerminal ? '\n시연과 테스트용: --hands-free를 쓰면 에뮬레이터의 자동 사용자가 대신 로그인합니다.' : ''}`,
  });

const besideNpm = () =>
  said({
    en: 'npm start -- --list lists all samples.',
    ko: 'npm start -- --list를 쓰면 모든 샘플이 나옵니다.',
  });

const besideNx = (name: string) =>
  said({
    en: `Nx turns 2 into 1 and adds lines of its own to stdout. Scripts use npm, as above, or the bundle that "npx nx build ${name}" makes: "node apps/${name}/dist/${name}.cjs --json".`,
    ko: `Nx는 2를 1로 바꾸고 stdout에 자기 줄을 더합니다. 스크립트에서는 위와 같이 npm을 쓰거나, "npx nx build ${name}"로 만든 번들을 "node apps/${name}/dist/${name}.cjs --json"으로 실행하세요.`,
  });

function served(dataDir: string): Endpoints {
  const endpoints = readEndpoints(dataDir);
  if (endpoints) return endpoints;
  const file = endpointsFile(dataDir);
  throw new Error(
    said({
      en: `The identity emulator runs, but ${file} cannot be read. Delete ${dataDir} to start afresh.`,
      ko: `ID 에뮬레이터가 실행 중이지만 ${file} 파일을 읽을 수 없습니다. 새로 시작하려면 ${dataDir} 폴더를 지우세요.`,
    }),
  );
}

/**
 * Tells a user at a terminal, who is about to sign in, where the practice accounts are. Programs are told
 * nothing.
 */
export function introduceEmulator(
  { pages }: { pages?: string | undefined },
  stream: {
    isTTY?: boolean | undefined;
    columns?: number | undefined;
    write(text: string): unknown;
  },
  handsFree = false,
  keyboard: { isTTY?: boolean | undefined } = process.stdin,
): void {
  // A user may read through a pipe: `npm start 2>&1 | tee run.log`.
  if (!(stream.isTTY || keyboard.isTTY) || !pages || !URL.canParse(pages)) return;
  const { href } = new URL(pages);
  const scripted = said({
    en: `Local emulator: its scripted user signs in where you would have to.`,
    ko: `ID 에뮬레이터: 로그인이 필요하면 자동 사용자가 대신 로그인합니다.`,
  });
  const line = said({
    en: `Local emulator while this runs: ${href} (users and passwords)`,
    ko: `실행하는 동안 ID 에뮬레이터(사용자와 암호): ${href}`,
  });
  stream.write(`${wrapWords(handsFree ? scripted : line, columnsOf(stream))}\n`);
}

/** Says on stderr why nothing was run. */
export function refuse(code: number, message: string): End {
  process.stderr.write(failureText(message));
  return { code, signal: null };
}
