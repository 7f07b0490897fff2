import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  connectToControl,
  type EmulatorControl,
  type Exchange,
  type IdentityEmulator,
  startIdentityEmulator,
  type TraceStep,
} from '../index.ts';
import { emulatorClient, type EmulatorClient } from '../testing/emulator-client.ts';
import { exchangeLog } from '../server/exchange-log.ts';
import { sendTrace, readTrace } from './send-trace.ts';

let emulator: IdentityEmulator;
let client: EmulatorClient;
let remote: EmulatorControl;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  client = emulatorClient(emulator);
  remote = connectToControl({ url: emulator.controlUrl, secret: emulator.controlSecret });
});
afterAll(() => emulator.close());

const headers = () => ({ 'x-emulator-secret': emulator.controlSecret });
const open = async (): Promise<IncomingMessage> => {
  const sent = get(`${emulator.controlUrl}/trace`, { headers: headers(), agent: false });
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return answer;
};

describe('the trace', () => {
  test.each(['in process', 'over HTTP'])(
    'shows each exchange as it happens, without secrets, %s',
    async (where) => {
      const stop = new AbortController();
      const trace = (where === 'in process' ? emulator.control : remote).trace(stop.signal);
      const seen: Exchange[] = [];
      const reading = (async () => {
        for await (const exchange of trace) {
          seen.push(exchange);
          stop.abort();
        }
      })();
      // Over HTTP it begins when the emulator takes the call.
      while (seen.length === 0) await client.refresh('very-secret-token');
      await reading;
      expect(seen[0]).toMatchObject({ endpoint: 'token', error: 'invalid_grant', status: 400 });
      expect(JSON.stringify(seen)).not.toContain('very-secret');
    },
  );

  test.each([
    ['by Basic', 'Basic ZGFlbW9uJTIwMTpzZWNyZXQ=', 'daemon 1'],
    ['by an unreadable header', 'Basic JTpY', undefined],
  ])('names the client that authenticates %s', async (_, authorization, clientId) => {
    await client.post('token', { grant_type: 'client_credentials' }, { authorization });
    const last = (await emulator.control.exchanges()).at(-1);
    expect(last).toMatchObject({ grantType: 'client_credentials' });
    expect(last?.clientId).toBe(clientId);
    expect(JSON.stringify(last)).not.toContain('secret');
  });

  test.each([
    ['grant_type', 'grantType'],
    ['client_id', 'clientId'],
  ])('hides a token that a client sends as its %s', async (name, field) => {
    const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJzM2NyM3QifQ.c2lnbmF0dXJl';
    await client.post('token', { grant_type: 'refresh_token', [name]: token });
    const last = (await emulator.control.exchanges()).at(-1);
    expect(last).toMatchObject({ [field]: '…' });
  });

  test('hides one in a path, and keeps tenants, documents and versions', async () => {
    const log = exchangeLog();
    const tenant = '5a3c1b9e-7d24-4f68-a1b0-3c9e8d7f6a52';
    for (const path of [
      `/${tenant}/v2.0/.well-known/openid-configuration`,
      '/contoso.example/oauth2/v2.0/token',
      '/v1.0/me/messages/AAMkAGI1c2VjcmV0LWlkZW50aWZpZXI',
    ])
      log.add({ path } as Exchange);
    expect(log.all().map(({ path }) => path)).toEqual([
      `/${tenant}/v2.0/.well-known/openid-configuration`,
      '/contoso.example/oauth2/v2.0/token',
      '/v1.0/me/messages/…',
    ]);
  });

  test('is a stream of server-sent events', async () => {
    const answer = await open();
    expect(answer.headers['content-type']).toBe('text/event-stream');
    await once(answer, 'data');
    const next = once(answer, 'data') as Promise<[Buffer]>;
    const [[event]] = await Promise.all([next, client.refresh('x')]);
    expect(String(event)).toMatch(/^data: \{.*"endpoint":"token".*\}\n\n$/);
    answer.destroy();
  });

  test('a reader in process that is a thousand behind gets an error, and no more is kept for it', async () => {
    const log = exchangeLog();
    const trace = readTrace(log);
    for (let index = 0; index < 1500; index += 1) log.add({ status: index } as Exchange);
    const seen: number[] = [];
    const reading = (async () => {
      for await (const { status } of trace) seen.push(status);
    })();
    await expect(reading).rejects.toThrow(/read too slowly: 1000 exchanges/);
    expect(seen).toEqual(Array.from({ length: 1000 }, (_, index) => index));
  });

  test('a reader over HTTP that does not read is dropped, and no more is kept for it', async () => {
    const log = exchangeLog();
    const server = createServer((_, response) => {
      sendTrace(log, response);
      flood = () => {
        const exchange = { path: 'x'.repeat(100_000) } as Exchange;
        while (!response.destroyed) log.add(exchange); // without a reader
        expect(response.writableLength).toBeLessThan(2_000_000);
        log.add(exchange);
      };
    }).listen(0, '127.0.0.1');
    let flood = (): void => {};
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const reading = (async () => {
      for await (const { status } of connectToControl({ url, secret: '' }).trace())
        if (status === 1) flood();
    })();
    await once(server, 'request');
    log.add({ status: 1 } as Exchange);
    await expect(reading).rejects.toThrow(/the emulator is gone, or it was read too slowly/);
    server.close();
  });

  test('ends without an error when the emulator closes, in process and over HTTP', async () => {
    const own = await startIdentityEmulator();
    const there = connectToControl({ url: own.controlUrl, secret: own.controlSecret });
    let reached = 0;
    const readings = [own.control.trace(), there.trace()].map(async (trace) => {
      let count = 0;
      for await (const exchange of trace) if (exchange && (count += 1) === 1) reached += 1;
    });
    while (reached < 2) await emulatorClient(own).refresh('x');
    await own.close();
    await Promise.all(readings);
  });

  test('needs the secret, and refuses web pages', async () => {
    const refused = connectToControl({ url: emulator.controlUrl, secret: 'x' }).trace();
    const reading = (async () => {
      for await (const exchange of refused) expect(exchange).toBeUndefined();
    })();
    await expect(reading).rejects.toThrow('The emulator refused the trace: HTTP 401.');
  });
});

describe('the steps', () => {
  test.each(['in process', 'over HTTP'])(
    'show who did what, why, and what was sent, without secrets, %s',
    async (where) => {
      const stop = new AbortController();
      const reading = collect(
        (where === 'in process' ? emulator.control : remote).steps(stop.signal),
      );
      const code = await firstSeen(reading, () => client.deviceCode());
      await emulator.control.user({ does: 'approve' });
      const { json } = await client.poll(code.device_code);
      const authorization = `Bearer ${String(json['access_token'])}`;
      await client.get(`${emulator.graph}/me`, { authorization });
      const refreshed = await client.refresh(json['refresh_token']);
      await until(() => reading.seen.some(({ kind, tokens }) => kind === 'refresh' && tokens));
      stop.abort();
      const asked = reading.seen.filter(({ from, kind }) => from === 'app' && kind !== 'discovery');
      const [issued, poll, call, refresh] = asked.slice(-4);
      expect(issued).toMatchObject({
        kind: 'device-code',
        to: 'authority',
        parameters: { client_id: emulator.clientId },
        answer: { device_code: '[43 chars]', user_code: '[9 chars]', interval: '5' },
      });
      expect(poll).toMatchObject({
        kind: 'poll',
        causedBy: issued?.order,
        username: 'adele@contoso.example',
        parameters: { device_code: '[43 chars]' },
        tokens: { refreshable: true, access: { scp: expect.any(String) } },
      });
      expect(call).toMatchObject({ kind: 'api-call', to: 'api', causedBy: poll?.order });
      expect(refresh).toMatchObject({ kind: 'refresh', causedBy: poll?.order });
      expect(poll?.answerBytes).toBeGreaterThan(1000);
      const shown = JSON.stringify(reading.seen);
      const answers = [json, refreshed.json].flatMap((one) => [
        one['access_token'],
        one['refresh_token'],
        one['id_token'],
      ]);
      for (const secret of [code.device_code, ...answers.map(String)])
        expect(shown).not.toContain(secret.split('.').at(-1));
    },
  );

  test('say what failed, and hide what a client puts in a wrong place', async () => {
    const stop = new AbortController();
    const reading = collect(emulator.control.steps(stop.signal));
    const secret = 's3cr3tvalue0fagoodlength';
    await client.post('token', { grant_type: 'refresh_token', scope: secret, [secret]: secret });
    await until(() => reading.seen.length > 0);
    stop.abort();
    expect(reading.seen[0]).toMatchObject({ kind: 'refresh', code: 'AADSTS900144' });
    expect(JSON.stringify(reading.seen)).not.toContain(secret);
  });

  test('tell of a sign-in page that a fault did not let through', async () => {
    const stop = new AbortController();
    const reading = collect(emulator.control.steps(stop.signal));
    await emulator.control.play('connection-dropped');
    const { pathname } = new URL(emulator.authority);
    const asked = { client_id: emulator.clientId, redirect_uri: 'http://localhost' };
    const address = `${emulator.pages}${pathname}/oauth2/v2.0/authorize`;
    await expect(fetch(`${address}?${new URLSearchParams(asked).toString()}`)).rejects.toThrow();
    await emulator.control.withdraw('connection-dropped');
    await until(() => reading.seen.length > 0);
    stop.abort();
    expect(reading.seen).toMatchObject([
      { kind: 'authorize', from: 'browser', to: 'authority', endpoint: 'authorize', status: 0 },
    ]);
  });

  test('cost nothing while nobody reads them: no time is taken and nothing is remembered', async () => {
    const { exchangeLog: make } = await import('../server/exchange-log.ts');
    const { steps } = make();
    expect(steps.isRead).toBe(false);
    const stop = steps.watch({ item: () => {} });
    expect(steps.isRead).toBe(true);
    steps.add({ path: '/' } as never, 'cause');
    expect(steps.causeOf('cause')).toBe(1);
    stop();
    expect(steps.causeOf('cause')).toBeUndefined();
    expect(steps.isRead).toBe(false);
  });
});

interface Reading {
  seen: TraceStep[];
}

function collect(steps: AsyncIterable<TraceStep>): Reading {
  const reading: Reading = { seen: [] };
  void (async () => {
    for await (const step of steps) reading.seen.push(step);
  })();
  return reading;
}

/** Over HTTP a reading begins when the emulator takes the call. */
async function firstSeen<T>(reading: Reading, ask: () => Promise<T>): Promise<T> {
  while (reading.seen.length === 0) await client.refresh('x');
  return ask();
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
