import { acquireTokenByDeviceCode } from '@entra-flows/auth-core';
import type { Figure } from '../figure.ts';
import { signedIn } from '../signed-in.ts';

export const abort: Figure = {
  id: 'ABORT',
  title: 'abort of a flow',
  what: 'from the abort of a device code flow, in a hung poll with an interval of 10 min, to its end',
  target: 'stated',
  async measure({ folder, rounds }) {
    await using place = await signedIn(folder);
    const { control } = place.emulator;
    const client = place.newClient(false);
    await control.fault({ at: 'devicecode', answer: { merge: { interval: 600 } } });
    await control.fault({ at: 'token', grant: 'device_code', answer: { hang: true } });
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const stop = new AbortController();
      const request = { scopes: ['User.Read'], deviceCodeCallback: () => undefined };
      const ended = acquireTokenByDeviceCode(client, { ...request, signal: stop.signal }).then(
        () => Promise.reject(new Error('the flow went on')),
        () => performance.now(),
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
      const started = performance.now();
      stop.abort();
      times.push((await ended) - started);
    }
    times.sort((one, other) => one - other);
    const median = times[Math.floor(times.length / 2)] ?? NaN;
    return {
      figure: `${median.toFixed(1)} ms`,
      note: `the longest of ${rounds}: ${times.at(-1)?.toFixed(1)} ms`,
    };
  },
};
