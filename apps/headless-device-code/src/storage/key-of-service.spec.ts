import { expect, test } from '@jest/globals';
import { keyOfService } from './key-of-service.ts';

const entra = {
  clientId: 'c',
  authority: 'https://login.example/t',
  graph: 'https://graph.example',
};
const emulator = { ...entra, ca: 'CERTIFICATE', file: '/endpoints.json' };
const options = { own: {}, plaintextCache: false } as Parameters<typeof keyOfService>[1];

test('tokens of Entra are encrypted, unless plain text was asked for', () => {
  expect(keyOfService(entra, options, {})).toBe('keyring');
  expect(keyOfService(entra, { ...options, plaintextCache: true }, {})).toBe('plaintext');
  expect(keyOfService({ ...entra, emulator }, options, {})).toBe('plaintext');
});
