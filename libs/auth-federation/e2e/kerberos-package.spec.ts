// @requires kerberos, kerberos-package
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Kdc, startKdc } from '@entra-flows/identity-emulator/testing/kdc';
import { frida } from '../src/testing/federated-client.ts';
import { mexDocument } from '../src/testing/mex-document.ts';

let kdc: Kdc;
let emulator: IdentityEmulator;

beforeAll(async () => {
  kdc = await startKdc({ realm: 'ADATUM.EXAMPLE', users: { frida: frida.password } });
  emulator = await startIdentityEmulator({ adfs: { keytab: kdc.keytab }, log: () => undefined });
});
afterAll(async () => {
  await emulator?.close();
  await kdc?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await emulator.control.reset();
  await kdc.signIn('frida', frida.password);
});

/** What the user of a process with this ticket reads. */
async function signIn(): Promise<string> {
  const { authority, ca, clientId } = emulator;
  const program = join(import.meta.dirname, '../src/testing/windows-by-package.ts');
  const facts = JSON.stringify({ authority, ca, clientId });
  const args = ['--conditions=source', '--import', 'tsx', program, facts];
  const env = { ...process.env, ...kdc.env };
  return (await promisify(execFile)(process.execPath, args, { env })).stdout;
}

describe('the npm package kerberos', () => {
  test('signs in with a ticket', async () => {
    expect(await signIn()).toBe(`${frida.username} by kerberos\n`);
  });

  test('says that there is no ticket', async () => {
    await kdc.signOut();
    expect(await signIn()).toMatch(/kinit[^]*kerberos_no_ticket/);
  });

  test('says that the realm knows no such service', async () => {
    const mex = await mexDocument(emulator);
    const body = mex.replaceAll('https://localhost', 'https://adfs.example');
    await emulator.control.fault({ at: 'mex', answer: { status: 200, body } });
    expect(await signIn()).toMatch(/HTTP\/adfs.example[^]*kerberos_wrong_realm/);
  });

  test.each([
    ['none', {}],
    ['a wrong one', { 'www-authenticate': `Negotiate ${Buffer.alloc(90, 7).toString('base64')}` }],
  ])('takes no answer without proof of the server: %s', async (_, headers) => {
    await emulator.control.fault({ at: 'ws-trust', answer: { status: 200, headers, body: 'x' } });
    expect(await signIn()).toMatch(/did not prove[^]*mutual_authentication_failed/);
  });
});
