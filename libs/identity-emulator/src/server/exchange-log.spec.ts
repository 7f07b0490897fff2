import { expect, test } from '@jest/globals';
import { heapUsed } from '../testing/heap-used.ts';
import { exchangeLog } from './exchange-log.ts';

test('keeps what it shows of a request, and not the request', () => {
  const log = exchangeLog();
  const before = heapUsed();
  for (let index = 0; index < 1000; index += 1) {
    const body = `client_id=the-app-of-contoso&client-request-id=${crypto.randomUUID()}&pad=${'x'.repeat(50_000)}${index}`;
    const form = new URLSearchParams(body);
    log.add({
      at: new Date().toISOString(),
      ...{ endpoint: 'token', method: 'POST', path: '/common/oauth2/v2.0/token', status: 400 },
      clientId: form.get('client_id') ?? '',
      correlationId: form.get('client-request-id') ?? '',
    });
  }
  expect(heapUsed() - before).toBeLessThan(5_000_000); // of 50
  expect(log.all()).toHaveLength(1000);
});
