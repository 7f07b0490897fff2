import { type DeviceCodeFlow, isDiskRefusal, type PendingDeviceCode } from '@entra-flows/auth-core';
import { exclusiveWithOrWithoutRoom } from './without-disk.ts';

/**
 * Keeps the device code in the file, and in memory where the disk takes nothing.
 *
 * A service that is stopped keeps its code: after an update or a reboot, the user who is typing it can go
 * on. `acquireTokenByDeviceCode` by itself would delete it.
 *
 * @param signal - aborted when the service is stopped
 * @param onRefused - called with the disk's refusal
 */
export function pendingCode(
  file: PendingDeviceCode,
  signal: AbortSignal,
  onRefused: (error: unknown) => void,
): PendingDeviceCode {
  let held: DeviceCodeFlow | undefined;
  let spent: string | undefined;
  const withoutRoom = (error: unknown) => {
    if (!isDiskRefusal(error)) throw error;
    onRefused(error);
    return undefined;
  };
  return {
    runExclusive: exclusiveWithOrWithoutRoom(file.runExclusive, onRefused),
    async read() {
      const flow = held ?? (await file.read().catch(withoutRoom));
      // A full disk may not let go of it.
      return flow?.deviceCode === spent ? undefined : flow;
    },
    async write(flow) {
      held = flow;
      await file.write(flow).catch(withoutRoom);
    },
    async remove() {
      if (signal.aborted) return;
      spent = held?.deviceCode ?? spent;
      held = undefined;
      await file.remove().catch(withoutRoom);
    },
  };
}
