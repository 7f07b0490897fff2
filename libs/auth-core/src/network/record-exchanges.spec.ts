import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import type { HttpRequest, HttpResponse } from './http.ts';
import { type Exchange, recordExchanges } from './record-exchanges.ts';

async function trace(request: HttpRequest, response: HttpResponse | Error): Promise<Exchange> {
  const exchanges: Exchange[] = [];
  const answer = () =>
    response instanceof Error ? Promise.reject(response) : Promise.resolve(response);
  await recordExchanges((exchange) => exchanges.push(exchange))(answer)(request).catch(
    () => undefined,
  );
  return exchanges[0] as Exchange;
}

const secret = fc.string({ minLength: 12, maxLength: 60 }).map((text) => `s3cr3t-${text}`);
const request = (body: Record<string, string>): HttpRequest => ({
  method: 'POST',
  url: 'https://login.example/token?code=in-the-query',
  headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: 'Bearer abc' },
  body: new URLSearchParams(body).toString(),
});
const json = (body: unknown): HttpResponse => ({
  status: 200,
  headers: {},
  text: JSON.stringify(body),
});

describe('recordExchanges', () => {
  test('shows what is harmless and counts the rest', async () => {
    const exchange = await trace(
      request({ grant_type: 'device_code', device_code: 'x'.repeat(20), scope: 'User.Read' }),
      json({ token_type: 'Bearer', access_token: 'eyJ'.repeat(10), expires_in: 3599 }),
    );
    expect(exchange).toMatchObject({
      method: 'POST',
      url: 'https://login.example/token',
      status: 200,
      request: { grant_type: 'device_code', device_code: '[20 chars]', code: '[12 chars]' },
      response: { token_type: 'Bearer', access_token: '[30 chars]', expires_in: '3599' },
    });
  });

  test('holds no value of a field that it does not know', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 20 }), secret, async (name, value) => {
        const known = ['scope', 'error', 'client_id', 'grant_type', 'issuer'];
        fc.pre(!known.includes(name) && !name.includes('_') && !name.includes('-'));
        const exchange = await trace(request({ [name]: value }), json({ [name]: { deep: value } }));
        expect(JSON.stringify(exchange)).not.toContain(JSON.stringify(value).slice(1, -1));
      }),
      { numRuns: 200 },
    );
  });

  test('holds nothing of a body that is no JSON, and no header', async () => {
    const exchange = await trace(request({}), { status: 502, headers: {}, text: 'token=s3cr3t' });
    expect(JSON.stringify(exchange)).not.toMatch(/s3cr3t|Bearer abc/);
  });

  test('names a failure by its code', async () => {
    const failure = Object.assign(new Error('s3cr3t'), { code: 'ECONNRESET' });
    const exchange = await trace(request({}), failure);
    expect(exchange.failure).toBe('ECONNRESET');
    expect(JSON.stringify(exchange)).not.toContain('s3cr3t');
  });

  test('a sink that throws costs nobody an answer', async () => {
    const record = recordExchanges(() => {
      throw new Error('disk full');
    });
    const send = record(() => Promise.resolve(json({})));
    expect((await send(request({}))).status).toBe(200);
  });
});
