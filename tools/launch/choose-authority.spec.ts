import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { chosenAuthority, meansEmulator } from './choose-authority.mjs';

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
