import { protectedFile, type ProtectedFileOptions } from '../cache/protected-file.ts';
import {
  type DeviceCodeBinding,
  type DeviceCodeFlow,
  deviceCodeFlow,
  deviceCodeOf,
  hasExpired,
  isBoundTo,
  parseDeviceCodeFlow,
} from './device-code-flow.ts';
import type { DeviceCode } from './device-code.ts';
import type { PollEvent } from './poll-until-final.ts';

/** Keeps one device code while the user signs in, for a program that may be killed meanwhile. */
export interface PendingDeviceCode {
  /** Runs `work` while no other process uses the code. */
  runExclusive<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** The code that was kept; undefined where there is none. */
  read(): Promise<DeviceCodeFlow | undefined>;
  /** Keeps a code in place of the one before. */
  write(flow: DeviceCodeFlow): Promise<void>;
  /** Removes the code and its key. */
  remove(): Promise<void>;
}

/** Where a code is kept, how it is protected, and how long to wait for another process. */
export interface PendingDeviceCodeOptions extends Omit<
  ProtectedFileOptions<DeviceCodeFlow>,
  'parse' | 'largest'
> {
  /** ms to wait for another process that waits for the same sign-in; default 1,000. */
  lockTimeout?: number | undefined;
}

/** A code is a few hundred bytes. */
const LARGEST = 64 * 1024;

/**
 * A file for `acquireTokenByDeviceCode({ pending })`, protected as the token cache is: the device
 * code in it is a bearer secret. It has a key of its own, which goes with it.
 *
 * @param options.file - one for each client, authority and set of scopes
 * @throws {AuthCoreError} from each method: `cache_locked` when another process holds the code
 *   for longer than `lockTimeout`; `cache_unusable`, `keyring_unavailable`
 */
export function pendingDeviceCodeFile(options: PendingDeviceCodeOptions): PendingDeviceCode {
  const { lockTimeout = 1_000 } = options;
  const parse = (text: string) => parseDeviceCodeFlow(JSON.parse(text));
  const file = protectedFile({ ...options, lockTimeout, largest: LARGEST, parse });
  return {
    runExclusive: file.runExclusive,
    read: file.read,
    write: (flow) => file.update(() => JSON.stringify(flow)),
    remove: file.remove,
  };
}

/** Where a flow gets its code from, and what becomes of it. */
export interface CodeSource {
  obtain(ask: () => Promise<DeviceCode>): Promise<{ code: DeviceCode; firstWait: number }>;
  onPoll(event: PollEvent): void;
  /** Called when the flow has ended; without an error for a token. */
  ended(error?: unknown): Promise<void>;
}

/** A code that lives as long as the call. */
export const freshCode: CodeSource = {
  obtain: async (ask) => ({ code: await ask(), firstWait: 0 }),
  onPoll: () => undefined,
  ended: async () => undefined,
};

/**
 * A code that is kept before it is shown, and found again by a later process. One that has run
 * out, or was issued for something else, is never used: a new one takes its place.
 */
export function keptCode(pending: PendingDeviceCode, binding: DeviceCodeBinding): CodeSource {
  let flow: DeviceCodeFlow | undefined;
  return {
    async obtain(ask) {
      const kept = await pending.read();
      if (kept && isBoundTo(kept, binding) && !hasExpired(kept)) {
        flow = kept;
        // When the process before this one polled last is not known.
        return { code: deviceCodeOf(kept), firstWait: kept.interval };
      }
      const code = await ask();
      flow = deviceCodeFlow(code, binding);
      await pending.write(flow);
      return { code, firstWait: 0 };
    },
    onPoll({ interval }) {
      if (!flow || flow.interval === interval) return;
      flow = { ...flow, interval };
      // Of use to a later process only; the authority would say it again.
      void pending.write(flow).catch(() => undefined);
    },
    async ended(error) {
      if (isFinal(error)) await pending.remove().catch(() => undefined);
    },
  };
}

/**
 * Whether the code is of no more use: a token, the authority's no, the end of its life, an abort.
 * After a fault on the way (no network, a certificate, a display that broke) it still is. By
 * names, since `instanceof` fails across copies of MSAL.
 */
function isFinal(error: unknown): boolean {
  if (error === undefined) return true;
  const { name, errorCode } = Object(error) as { name?: unknown; errorCode?: unknown };
  return AUTHORITY_SAID_NO.includes(name) || GIVEN_UP.includes(errorCode);
}

const AUTHORITY_SAID_NO: unknown[] = ['ServerError', 'InteractionRequiredAuthError'];
const GIVEN_UP: unknown[] = [
  'device_code_expired',
  'user_timeout_reached',
  'device_code_polling_cancelled',
];
