import './survive-hangup.cjs';
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { chosenAuthority, meansEmulator } from './choose-authority.mjs';
import { accountOf, asksHelp } from './sample-arguments.mjs';
import { approveAll } from './emulator-control.mjs';
import { emulatorDataDir, endpointsFile, readEndpoints } from './emulator-endpoints.mjs';
import { emulatorPlace } from './emulator-place.mjs';
import { holdEmulator } from './hold-emulator.mjs';
import { introduceEmulator } from './introduce-emulator.mjs';
import { root } from './node-flags.mjs';
import { programOf } from './program-of.mjs';
import { runSample } from './run-sample.mjs';

/**
 * Runs a sample in the foreground, with the identity emulator in the place of Entra unless the person
 * chose an authority.
 *
 * @param {string} project its folder, `apps/cli-device-code`
 * @param {string[]} args passed on as they are
 * @param {object} [options]
 * @param {boolean} [options.handsFree] let the emulator's scripted person sign in
 * @param {'unless-chosen' | 'always'} [options.emulator] when to hold the emulator; by default unless
 *   the person chose another authority. Nobody needs it for --help
 * @param {string} [options.entry] the program, from the project's folder
 * @param {string} [options.clientId] of the app that the sample is at the emulator; its public client by default
 * @returns {Promise<import('./run-sample.mjs').End>} how the sample ended; exit code 1 or 2 with the
 *   reason on stderr when it could not be run
 */
export async function launch(
  project,
  args,
  { handsFree = false, emulator: when = 'unless-chosen', entry = 'src/main.ts', clientId } = {},
) {
  const name = basename(project);
  const main = resolve(root, project, entry);
  if (!existsSync(main)) return refuse(1, `There is nothing to run: ${main} does not exist.`);

  // Made ready while the emulator starts.
  const program = programOf(main);
  /** @type {(env: NodeJS.ProcessEnv, onSignal?: () => void) => Promise<import('./run-sample.mjs').End>} */
  const run = async (env, onSignal) =>
    runSample(await program, args, { ...env, SAMPLE_COMMAND: `npx nx serve ${name} --` }, onSignal);
  if (asksHelp(args)) {
    const end = await run(process.env);
    if (name.startsWith('cli-')) console.log(besideHelp(name));
    return end;
  }

  const { dataDir, start } =
    when === 'always'
      ? emulatorPlace(args, process.env)
      : { dataDir: emulatorDataDir(process.env), start: undefined };
  let chosen;
  try {
    chosen = chosenAuthority(process.env, root);
  } catch (error) {
    return refuse(2, /** @type {Error} */ (error).message);
  }
  if (when !== 'always' && !meansEmulator(chosen, readEndpoints(dataDir))) {
    return handsFree ? refuse(2, handsOff) : run(process.env);
  }
  try {
    const emulator = await holdEmulator({
      dataDir,
      start,
      onHeld: async (control) => {
        if (!handsFree) return;
        const tenant = tenantOf(served(dataDir).handsFreeAuthority);
        await approveAll(control, tenant, accountOf(args));
      },
      onLost: (message) => console.error(message),
    });
    if (when !== 'always' && !handsFree) introduceEmulator(served(dataDir), process.stderr);
    try {
      return await run(
        sampleEnv(dataDir, { ...chosen, clientId: chosen.clientId ?? clientId }, handsFree),
        emulator.startNoOther,
      );
    } finally {
      emulator.release();
    }
  } catch (error) {
    return refuse(1, /** @type {Error} */ (error).message);
  }
}

const handsOff =
  '--hands-free needs the identity emulator: only its scripted person can sign in without you. ' +
  'Unset ENTRA_CLIENT_ID and ENTRA_AUTHORITY (look in .env.local too), or leave --hands-free out.';

/** What a sample does not know of the workspace that it is in. */
const besideHelp = (/** @type {string} */ name) =>
  [
    'Without ENTRA_CLIENT_ID and ENTRA_AUTHORITY npx nx serve uses the local emulator. Nx turns 2 into 1 and',
    'adds lines of its own to stdout; for scripts, make a bundle with',
    `"npx nx build ${name}" and run "node apps/${name}/dist/${name}.cjs --json".`,
  ].join('\n');

/**
 * @param {string} dataDir
 * @param {{ authority?: string | undefined, clientId?: string | undefined }} chosen
 * @param {boolean} handsFree
 * @returns {NodeJS.ProcessEnv}
 */
function sampleEnv(dataDir, chosen, handsFree) {
  const { authority, handsFreeAuthority, clientId } = served(dataDir);
  return {
    ...process.env,
    ENTRA_AUTHORITY: handsFree ? handsFreeAuthority : (chosen.authority ?? authority),
    ENTRA_CLIENT_ID: chosen.clientId ?? clientId,
    ENTRA_EMULATOR: endpointsFile(dataDir),
  };
}

/** @param {string} dataDir */
function served(dataDir) {
  const endpoints = readEndpoints(dataDir);
  if (endpoints) return endpoints;
  throw new Error(
    `The identity emulator runs, but ${endpointsFile(dataDir)} cannot be read. Delete ${dataDir} to start afresh.`,
  );
}

/** @param {string} authority */
function tenantOf(authority) {
  return decodeURIComponent(new URL(authority).pathname.split('/')[1] ?? '');
}

/**
 * @param {number} code
 * @param {string} message
 */
function refuse(code, message) {
  console.error(message);
  return { code, signal: null };
}
