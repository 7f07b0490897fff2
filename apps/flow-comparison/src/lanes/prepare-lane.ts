import { copyFileSync, mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { PublicClientApplication } from '@azure/msal-node';
import { publicClientConfiguration } from '@entra-flows/auth-core';
import { tokensFor } from '@entra-flows/auth-core/testing/broker-stand-in';
import type { Words } from '@entra-flows/flow-catalog';
import { type Kdc, startKdc } from '@entra-flows/identity-emulator/testing/kdc';
import { browserStandIn } from '@entra-flows/sample-testing/browser-stand-in';
import { type GivenBroker, giveBroker } from '@entra-flows/sample-testing/give-broker';
import { type Place, placeFor } from '@entra-flows/sample-testing/sample-place';
import type { Emulators, LaneEmulator } from './emulators.ts';
import type { LaneFlow } from './flows.ts';
import { laneWords } from './lane-texts.ts';
import type { VisitedApp } from './run-visited.ts';
import { type ServedBundle, servedBundle } from './served-bundle.ts';

/** What one lane runs in: an emulator, a folder, and what the flow needs besides. */
export interface PreparedLane {
  emulator: LaneEmulator;
  place: Place;
  bundle: ServedBundle;
  env: NodeJS.ProcessEnv;
  /** File of the token cache. */
  cache: string;
  /** What the sample asked of the stand-in of its broker so far. */
  brokerCalls?: GivenBroker['calls'];
  /** The app, where it goes on between two runs. */
  visited?: VisitedApp;
  /** What `close` does, last first. */
  closers: (() => unknown)[];
  /** Ends the emulator and removes the folder. */
  close(): Promise<void>;
  isClosed(): boolean;
}

/** The emulator of a lane did not come up. */
class NoEmulatorError extends Error {}

/** Bytes without which a token cache cannot be written. */
const leastRoom = 64 * 1024;

/** Whether the disk of a folder is. */
export function isFull(folder: string): boolean {
  try {
    const { bavail, bsize, files, ffree } = statfsSync(folder);
    // Some file systems count no files.
    return bavail * bsize < leastRoom || (files > 0 && ffree === 0);
  } catch {
    return false;
  }
}

/** What an error says first, as the part of a sentence: without colours and without a full stop. */
export const firstLine = (error: unknown): string =>
  stripVTControlCharacters((error as Error).message)
    .split('\n', 1)[0]
    ?.replace(/[\s.,:]+$/, '') ?? '';

/**
 * Why a lane could not begin, for users.
 *
 * @param folder - of the stage: a program that is started for the lane does not say that the disk is full
 */
export function whyNotStarted(error: unknown, folder: string): Words {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return laneWords('diskFull');
  const why = firstLine(error);
  const [limit] = /\b(?:EMFILE|ENFILE|EAGAIN)\b/.exec(why) ?? [];
  if (limit) return laneWords('limitReached', limit);
  if (error instanceof NoEmulatorError) return laneWords('noEmulator', why);
  if (isFull(folder)) return laneWords('diskFull');
  return laneWords('notStarted', why);
}

/**
 * @param folder - of the stage; the lane's own lies in it
 * @throws {Error} when there is no emulator, or no room
 */
export async function prepareLane(
  flow: LaneFlow,
  emulators: Emulators,
  folder: string,
): Promise<PreparedLane> {
  const closers: (() => unknown)[] = [];
  let closed = false;
  const close = async () => {
    closed = true;
    // One that fails leaves the others their turn.
    for (const closer of closers.splice(0).reverse())
      await (async () => closer())().catch(() => {});
  };
  try {
    const kdc = flow.kerberos ? await signedInKdc() : undefined;
    if (kdc) closers.push(() => kdc[Symbol.asyncDispose]());
    const emulator = await emulators
      .take(kdc && { adfs: { keytab: kdc.keytab } })
      .catch((error: Error) => {
        throw new NoEmulatorError(error.message);
      });
    closers.push(() => emulator.close());
    mkdirSync(folder, { recursive: true });
    const app = { ...emulator, ...(flow.clientId && { clientId: flow.clientId }) };
    const place = placeFor(app, flow.sample, { parent: folder });
    closers.push(() => place.remove());
    const served = await servedBundle(flow.sample, flow.entry);
    const broker = flow.broker ? await withBroker(served, place, emulator) : undefined;
    const { KRB5_CONFIG, KRB5CCNAME } = kdc?.env ?? {};
    return {
      emulator,
      place,
      bundle: broker?.bundle ?? served,
      ...(broker && { brokerCalls: broker.calls }),
      env: {
        ...place.env,
        TMPDIR: place.folder,
        ...(flow.opensBrowser ? browserStandIn(place) : OVER_SSH),
        ...(kdc && { KRB5_CONFIG, KRB5CCNAME }),
      },
      cache: join(place.folder, 'cache'),
      ...{ closers, close },
      isClosed: () => closed,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** So that no lane opens a browser of the trainer's, and a failure reads alike on every machine. */
const OVER_SSH = { SSH_CONNECTION: 'stage' };

async function signedInKdc(): Promise<Kdc> {
  const frida = 'Password-of-Frida-1';
  const kdc = await startKdc({ realm: 'ADATUM.EXAMPLE', users: { frida } });
  await kdc.signIn('frida', frida);
  return kdc;
}

/** The sample looks for its broker's package beside its bundle; the stand-in's tokens are the emulator's. */
async function withBroker(
  served: ServedBundle,
  place: Place,
  { clientId, authority, ca, users }: LaneEmulator,
): Promise<{ bundle: ServedBundle; calls: GivenBroker['calls'] }> {
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  const client = new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins }),
  );
  const [adele] = await tokensFor(client, users.slice(0, 2));
  const { calls } = await giveBroker(place, { users: [adele] });
  const file = join(place.folder, 'main.mjs');
  copyFileSync(served.program.at(-1) ?? '', file);
  return { bundle: served.at(file), calls };
}
