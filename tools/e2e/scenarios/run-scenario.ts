import { join } from 'node:path';
import type { Diagnosis } from '@entra-flows/auth-core';
import { type Exchange, followSignIn, startIdentityEmulator } from '@entra-flows/identity-emulator';
import {
  type AfterFailure,
  afterFirst,
  type Ended,
  nearlyExpired,
  placeFor,
  playScenario,
  type Running,
  withReloads,
} from '@entra-flows/sample-testing';
import { signInToCache } from '@entra-flows/sample-testing/sign-in-to-cache';
import type { Case, SampleName } from './scenario-table.ts';

const ADELE = 'adele@contoso.example';
const PASSWORD = 'Password-of-Adele-1';

/** What came of it. */
export interface Outcome extends AfterFailure {
  exit: number | null;
  asked: number;
  fromCache?: boolean;
  code?: string;
  userAction?: string;
  tryInstead?: string;
  /** Everything that the user could read. */
  read: string;
  out: string;
}

/** Plays a scenario to the sample's bundle, in an emulator of its own. */
export async function runScenario(entry: Case): Promise<Outcome> {
  const { sample, start, timeout } = entry;
  await using emulator = await startIdentityEmulator({ deviceCode: { interval: 0.1 } });
  const { control } = emulator;
  const place = placeFor(emulator, sample);
  const cache = join(place.folder, 'cache');
  try {
    if (start === 'renew') await control.fault(nearlyExpired());
    if (start !== 'signed-out') await signInToCache(emulator, cache, [ADELE]);
    await control.reset();
    const over = new AbortController();
    const approve = () => control.user({ does: 'approve', as: ADELE });
    // A device polls before its user has answered, on a busy machine too.
    if (sample === 'cli-device-code') void afterFirst(isPoll, control, over.signal, approve);
    else await approve();
    const { result, exchanges, later, pause } = await playScenario(control, entry, () => {
      const args = [...argumentsOf(sample), '--cache', cache, '--timeout', String(timeout ?? 30)];
      const running = place.run(args, withoutScreen);
      return Promise.all([running.ended, playUser(running, sample)]).finally(
        () => running.child.kill('SIGKILL'), // nothing is left to end, unless the user's part failed
      );
    }).finally(() => over.abort());
    const [ended, page] = result;
    const read = ended.err + page;
    return { ...judged(sample, ended, exchanges), later, pause, read, out: ended.out };
  } finally {
    place.remove();
  }
}

/** On a desktop some go on in the browser, and a diagnosis names it. */
const withoutScreen = { SSH_CONNECTION: '10.0.0.1 22' };

function argumentsOf(sample: SampleName): string[] {
  const own: Partial<Record<SampleName, string[]>> = {
    'cli-interactive': ['--no-browser'],
    'cli-broker': ['--no-browser'],
    'cli-username-password': ['--account', ADELE, '--password-fd', '0'],
  };
  return ['--json', ...(own[sample] ?? [])];
}

/** @returns the page that the user sees at the end */
async function playUser({ child, prompted, ended }: Running, sample: SampleName): Promise<string> {
  child.stdin?.on('error', () => undefined).end(`${PASSWORD}\n`);
  if (sample !== 'cli-interactive' && sample !== 'cli-broker') return '';
  const found = await prompted(/http:\/\/localhost:\d+\/[\w-]{8}$/m).catch(() => undefined);
  if (!found) return '';
  const page = withReloads(() => followSignIn(found[0]));
  return Promise.race([page.then(({ body }) => body), ended.then(() => '')]);
}

const isPoll = ({ grantType }: Exchange) => /device_code$/.test(grantType ?? '');

type Report = { fromCache?: boolean; error?: Partial<Diagnosis> };

function judged(sample: SampleName, { code: exit, out, err }: Ended, exchanges: Exchange[]) {
  const { fromCache, error = {} } = JSON.parse(out || '{}') as Report;
  const { code, userAction, tryInstead } = error;
  return {
    exit,
    asked: sample === 'cli-username-password' ? passwordsIn(exchanges) : promptsIn(err),
    ...(fromCache !== undefined && { fromCache }),
    ...(code && { code }),
    ...(userAction && { userAction }),
    ...(tryInstead && { tryInstead }),
  };
}

const promptsIn = (err: string) =>
  [...err.matchAll(/^ {4}Code +\S+|^ {4}http:\/\/localhost:\d+\/[\w-]{8}$|^The user is needed/gm)]
    .length;

const passwordsIn = (exchanges: Exchange[]) =>
  exchanges.filter(({ grantType }) => grantType === 'password').length;
