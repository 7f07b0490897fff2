import { expect, test } from '@jest/globals';
import { logoutAddress, openAtAuthority } from './open-at-authority.ts';

const entra = { authority: 'https://login.microsoftonline.com/contoso.onmicrosoft.com' };
const emulator = {
  authority: 'https://localhost:8443/t',
  emulator: {
    ...{ authority: 'https://localhost:8443/t', graph: 'https://localhost:8443/graph', ca: '' },
    ...{ pages: 'http://localhost:8080', file: '' },
  },
};
const opens = async (where: typeof entra, address: string) => {
  const opened: string[] = [];
  await openAtAuthority(
    where,
    async (link) => void opened.push(link),
  )(address).catch(() => undefined);
  return opened.length === 1;
};

test.each([
  [entra, 'https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/authorize?x=1'],
  [
    entra,
    'https://login.microsoftonline.com/5f3c8a52-91d7-4b0e-8c35-2d6a7e10f4b9/oauth2/v2.0/logout',
  ],
  [entra, logoutAddress(entra, 'adele@contoso.example')],
  [emulator, 'http://localhost:8080/t/oauth2/v2.0/authorize?x=1'],
  [emulator, logoutAddress(emulator, 'adele@contoso.example')],
])('%j opens %s', async (where, address) => {
  expect(await opens(where, address)).toBe(true);
});

test.each([
  '',
  'calc.exe',
  'file:///etc/passwd',
  'ms-settings:network',
  'javascript:alert(1)',
  'smb://login.microsoftonline.com/t/oauth2/v2.0/authorize',
  'http://login.microsoftonline.com/t/oauth2/v2.0/authorize',
  'https://login.microsoftonline.com/t/oauth2/v2.0/token',
  'https://login.microsoftonline.com/t/oauth2/v2.0/authorize/../../../../reset',
  'https://login.microsoftonline.com.evil.example/t/oauth2/v2.0/authorize',
  'https://login.microsoftonline.com@evil.example/t/oauth2/v2.0/authorize',
  'https://me@login.microsoftonline.com/t/oauth2/v2.0/authorize',
  'https://login.microsoftonline.com:444/t/oauth2/v2.0/authorize',
  'http://localhost:8080/t/oauth2/v2.0/authorize',
])('nothing else is opened: %s', async (address) => {
  expect(await opens(entra, address)).toBe(false);
});
