import { protectedFile, type ProtectedFileOptions } from '../cache/protected-file.ts';
import type { DeviceCodeFlow } from './device-code-flow.ts';
import { parseDeviceCodeFlow } from './parse-device-code-flow.ts';

/** Keeps one device code while a person signs in, for a program that may be killed meanwhile. */
export interface PendingDeviceCode {
  /** Runs `work` while no other process uses the code. */
  runExclusive<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  read(): Promise<DeviceCodeFlow | undefined>;
  write(flow: DeviceCodeFlow): Promise<void>;
  remove(): Promise<void>;
}

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
