import { setTimeout as pause } from 'node:timers/promises';
import { EXCHANGE_CHANNEL, STEP_CHANNEL } from '@entra-flows/auth-core';
import type { TraceStep } from '@entra-flows/identity-emulator';
import { expect, test } from '@jest/globals';
import { joinEvents } from './join-events.ts';

const path = '/contoso/oauth2/v2.0/devicecode';

/** A client that gets a code and shows it, at an authority that tells of the request some time later, or never. */
async function kindsOf(toldAfter: number | undefined, failure?: string): Promise<string[]> {
  const startedAt = Date.now();
  const kinds: string[] = [];
  const joined = joinEvents('lane-1', { startedAt, hearsClient: true }, (message) => {
    if (message.type === 'event') kinds.push(message.event.kind);
  });
  const request = { method: 'POST', url: `https://localhost${path}`, duration: 5, request: {} };
  const exchange = { ...request, ...(failure ? { failure } : { status: 200 }) };
  joined.client({ type: 'client', name: EXCHANGE_CHANNEL, message: exchange, at: startedAt + 5 });
  const shown = { kind: 'device-code', expiresIn: 900, interval: 5 };
  joined.client({ type: 'client', name: STEP_CHANNEL, message: shown, at: startedAt + 5 });
  await pause(toldAfter ?? 300);
  if (toldAfter !== undefined) {
    const step = { kind: 'device-code', from: 'app', to: 'authority', status: 200, order: 1 };
    const rest = { method: 'POST', path, startedAt, durationMs: 3, parameters: {}, answer: {} };
    joined.step({ ...step, ...rest } as TraceStep);
    await pause(300);
  }
  return kinds;
}

test('what a client did with an answer stands behind it, however late the authority tells of it', async () => {
  expect(await kindsOf(400)).toEqual(['device-code', 'show-code']);
});

test('nothing waits for an answer that the client did not get', async () => {
  expect(await kindsOf(undefined, 'ECONNREFUSED')).toEqual(['other', 'show-code']);
});
