// @requires msal-python
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { startIdentityEmulator } from '../src/index.ts';
import { appCertificate } from '../src/testing/app-certificate.ts';

interface Answers {
  certificate: { access_token: string };
  secret: { access_token: string };
  device: { username: string; again: boolean };
}

const daemon = '51c27fb9-846d-4dae-86fb-e2a3d1754c68';

let answers: Answers;
beforeAll(async () => {
  const { directory, privateKey, thumbprint } = await appCertificate(daemon);
  await using emulator = await startIdentityEmulator({ directory, deviceCode: { interval: 1 } });
  await emulator.control.user({ does: 'approve' });
  const folder = await mkdtemp(join(tmpdir(), 'msal-python-'));
  const ca = join(folder, 'ca.pem');
  await writeFile(ca, emulator.ca);
  const { authority, clientId } = emulator;
  const asked = {
    ...{ authority, clientId, daemon, privateKey },
    scopes: ['User.Read'],
    daemonScopes: ['api://orders.contoso.example/.default'],
    thumbprint: thumbprint('sha1').toString('hex'),
    secret: 'Secret-of-Contoso-Night-Report-1',
  };
  const program = join(import.meta.dirname, 'msal_python.py');
  // Of its own: a bundle or a proxy of the machine would go before what the program asks for.
  const env = { PATH: process.env['PATH'], REQUESTS_CA_BUNDLE: ca };
  const { stdout } = await promisify(execFile)(
    process.env['MSAL_PYTHON'] ?? 'python3',
    [program, JSON.stringify(asked)],
    { env },
  );
  await rm(folder, { recursive: true });
  answers = JSON.parse(stdout) as Answers;
});

const proof = ({ access_token }: { access_token: string }) => decodeJwt(access_token)['azpacr'];

test('MSAL Python authenticates the app by a certificate', () => {
  expect(proof(answers.certificate)).toBe('2');
});

test('MSAL Python authenticates the app by a secret', () => {
  expect(proof(answers.secret)).toBe('1');
});

test('MSAL Python signs in by device code, and refreshes', () => {
  expect(answers.device).toEqual({ username: 'adele@contoso.example', again: true });
});
