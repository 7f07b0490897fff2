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

  test.each([
    'access_token assertion client_assertion client_secret code code_challenge code_verifier device_code',
    'id_token login_hint nonce password refresh_token samlresponse state user_code username',
  ])('never shows %s, however harmless the value looks', async (names) => {
    for (const name of names.split(' ')) {
      const exchange = await trace(
        request({ [name]: 'word' }),
        json({ [name]: 'word', error: 'x' }),
      );
      expect(exchange.request[name]).toBe('[4 chars]');
      expect(exchange.response?.[name]).toBe('[4 chars]');
    }
  });

  test.each<[string, unknown]>([
    ['error', { code: 'x', message: 'refused: Bearer s3cr3t' }],
    ['error', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJzM2NyM3QifQ.s3cr3t'],
    ['error', 's3cr3t'],
    ['error_codes', ['s3cr3t']],
    ['error_codes', [{ deep: 's3cr3t' }]],
    ['expires_in', 's3cr3t'],
    ['expires_in', ['s3cr3t']],
    ['scope', ['s3cr3t']],
    ['scope', `User.Read s3cr3t${'0'.repeat(40)}`],
    ['issuer', 's3cr3t'],
    ['issuer', 'https://s3cr3t@login.example/'],
    ['issuer', 'https://login.example/?s3cr3t#s3cr3t'],
    ['verification_uri', 'https://login.example/device?otc=s3cr3t'],
    ['token_endpoint', `https://login.example/s3cr3t${'0'.repeat(40)}/token`],
    ['trace_id', 's3cr3t'],
    ['timestamp', 's3cr3t'],
    ['error\u001b[2Js3cr3t', 1],
  ])('shows a known field in its own shape alone: %s of %j', async (name, value) => {
    const exchange = await trace(request({}), json({ [name]: value }));
    expect(JSON.stringify(exchange)).not.toContain('s3cr3t');
  });

  test('shows what a reader needs of an error and of a discovery', async () => {
    const id = '11111111-2222-3333-4444-555555555555';
    const shown = {
      error: 'invalid_grant',
      suberror: 'consent_required',
      error_uri: 'https://login.microsoftonline.com/error?code=50126',
      trace_id: id,
      timestamp: '2026-11-21 22:55:00Z',
      token_endpoint: `https://login.microsoftonline.com/${id}/oauth2/v2.0/token`,
      scope: `https://graph.microsoft.com/User.Read api://${id}/access_as_user openid`,
    };
    const { response } = await trace(request({}), json({ ...shown, error_codes: [70002, 50126] }));
    expect(response).toEqual({ ...shown, error_codes: '[70002,50126]' });
  });

  test('hides what looks like a secret in a path, and a body that is all name', async () => {
    const secret = 'AAMkAGI1s3cr3tAAAwACQ0PA0000000';
    const exchange = await trace(
      { ...request({}), url: `https://api.example/v1.0/me/${secret}`, body: `${secret}.x!` },
      json({ [secret]: 1 }),
    );
    expect(exchange.url).toBe('https://api.example/v1.0/me/…');
    expect(JSON.stringify(exchange)).not.toContain('s3cr3t');
  });

  test('holds nothing of a body that is not JSON, and no header', async () => {
    const exchange = await trace(request({}), { status: 502, headers: {}, text: 'token=s3cr3t' });
    expect(JSON.stringify(exchange)).not.toMatch(/s3cr3t|Bearer abc/);
  });

  test('names a failure by its code', async () => {
    const failure = Object.assign(new Error('s3cr3t'), { code: 'ECONNRESET' });
    const exchange = await trace(request({}), failure);
    expect(exchange.failure).toBe('ECONNRESET');
    const odd = Object.assign(new Error('x'), { code: `s3cr3t${'0'.repeat(40)}`, name: 's3cr3t!' });
    expect((await trace(request({}), odd)).failure).toBe('unknown');
    expect(JSON.stringify(exchange)).not.toContain('s3cr3t');
  });

  test('a sink that throws does not cost the answer', async () => {
    const record = recordExchanges(() => {
      throw new Error('disk full');
    });
    const send = record(() => Promise.resolve(json({})));
    expect((await send(request({}))).status).toBe(200);
  });
});
