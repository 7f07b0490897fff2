import { expect, test } from '@jest/globals';
import type { DeviceCodeFlow, PendingDeviceCode } from '@entra-flows/auth-core';
import { pendingCode } from './pending-code.ts';

test('a code that was used is never read again, though the full disk keeps it', async () => {
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  const flow = { deviceCode: 'spent' } as DeviceCodeFlow;
  const kept: PendingDeviceCode = {
    runExclusive: (work) => work(),
    read: async () => flow,
    write: async () => undefined,
    remove: () => Promise.reject(full),
  };
  const told: unknown[] = [];
  const signal = new AbortController().signal;
  const pending = pendingCode(kept, signal, (error) => told.push(error));
  await pending.write(flow);
  expect(await pending.read()).toBe(flow);
  await pending.remove();
  expect(await pending.read()).toBeUndefined();
  expect(told).toEqual([full]);
});
