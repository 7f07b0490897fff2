import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { accountOf, asksHelp, chosenAuthority, meansEmulator } from './read-settings.ts';

const emulator = {
  authority: 'https://localhost:5001/tenant',
  handsFreeAuthority: 'https://localhost:5001/hands-free',
  clientId: 'emulated',
};
const entra = 'https://login.microsoftonline.com/common';

describe('the emulator takes the place of Entra', () => {
  test.each([
    ['nothing is set', {}, true],
    ['only the client ID is set', { clientId: 'mine' }, false],
    ['only the authority is set', { authority: entra }, false],
    ['both are set', { authority: entra, clientId: 'mine' }, false],
    ['the authority is the emulator’s', { authority: 'https://localhost:5001/common' }, true],
    ['the authority is another port', { authority: 'https://localhost:5002/common' }, false],
    ['the authority is the emulator’s over http', { authority: 'http://localhost:5001/x' }, false],
    ['the authority is no address', { authority: 'nonsense' }, false],
  ])('when %s: %#', (_name, chosen, expected) => {
    expect(meansEmulator(chosen, emulator)).toBe(expected);
  });

  test('when nothing is set and it has never run', () => {
    expect(meansEmulator({}, undefined)).toBe(true);
    expect(meansEmulator({ authority: emulator.authority }, undefined)).toBe(false);
  });
});

test('the environment wins over .env.local, and an empty value counts as none', () => {
  const root = mkdtempSync(join(tmpdir(), 'choose-'));
  try {
    expect(chosenAuthority({}, root)).toEqual({ authority: undefined, clientId: undefined });
    writeFileSync(join(root, '.env.local'), `ENTRA_CLIENT_ID="file"\nENTRA_AUTHORITY=${entra}\n`);
    expect(chosenAuthority({ ENTRA_CLIENT_ID: 'shell' }, root)).toEqual({
      authority: entra,
      clientId: 'shell',
    });
    expect(chosenAuthority({ ENTRA_CLIENT_ID: '' }, root).clientId).toBe('file');
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('.env.local may have been written on Windows, as UTF-8', () => {
  const root = mkdtempSync(join(tmpdir(), 'choose-'));
  const text = '\uFEFFENTRA_CLIENT_ID=file\r\n';
  try {
    writeFileSync(join(root, '.env.local'), text);
    expect(chosenAuthority({}, root).clientId).toBe('file');
    writeFileSync(join(root, '.env.local'), `ENTRA_AUTHORITY=${entra}\rENTRA_CLIENT_ID=file\r`);
    expect(chosenAuthority({}, root)).toEqual({ authority: entra, clientId: 'file' });
    writeFileSync(join(root, '.env.local'), text, 'utf16le');
    expect(() => chosenAuthority({}, root)).toThrow('save it as UTF-8');
    // Read as nothing, it would start the emulator in the place of a tenant.
    writeFileSync(join(root, '.env.local'), 'ENTRA_CLIENT_ID: x');
    expect(() => chosenAuthority({}, root)).toThrow('.env.local, line 1: ENTRA_CLIENT_ID');
  } finally {
    rmSync(root, { recursive: true });
  }
});

const posix = process.platform === 'win32' ? test.skip : test;

describe('an .env.local that cannot be read is one message', () => {
  const refusal = (make: (file: string) => void) => () => {
    const root = mkdtempSync(join(tmpdir(), 'choose-'));
    try {
      make(join(root, '.env.local'));
      chosenAuthority({}, root);
    } finally {
      rmSync(root, { recursive: true });
    }
  };

  test('when it is a folder', () => {
    expect(refusal(mkdirSync)).toThrow(/\.env\.local cannot be read: it is a folder\. Mend it/);
  });

  test('when it is far too large', () => {
    const huge = (file: string) => {
      writeFileSync(file, '');
      truncateSync(file, 2 ** 31);
    };
    expect(refusal(huge)).toThrow(/it is too large/);
  });

  posix(
    'when it is a link to nothing, which would start the emulator in the place of a tenant',
    () => {
      expect(refusal((file) => symlinkSync('nowhere', file))).toThrow(/a link that leads nowhere/);
      expect(refusal((file) => symlinkSync('.env.local', file))).toThrow(/it gives ELOOP/);
    },
  );

  posix('when it is a pipe, which would never end', () => {
    expect(refusal((file) => execFileSync('mkfifo', [file]))).toThrow(/it is not a file/);
  });
});

describe('the account of a sample', () => {
  test.each([
    [['--account', 'bruno@contoso.example'], 'bruno@contoso.example'],
    [['--json', '--account=bruno@contoso.example', '--scopes', 'a b'], 'bruno@contoso.example'],
    [['--account', 'a@x', '--account', 'b@x'], 'b@x'],
    [['--account'], undefined],
    [['--account='], undefined],
    [['--', '--account', 'a@x'], undefined],
    [[], undefined],
  ])('%j names %s', (args, account) => {
    expect(accountOf(args)).toBe(account);
  });
});

test.each([
  [['--help'], true],
  [['--json', '-h'], true],
  [['--json'], false],
])('%j asks for help: %s', (args, expected) => {
  expect(asksHelp(args)).toBe(expected);
});
