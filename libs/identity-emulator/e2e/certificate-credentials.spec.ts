import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientCertificateCredential } from '@azure/identity';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { startIdentityEmulator, type IdentityEmulator } from '../src/index.ts';
import { appCertificate, type AppCertificate } from '../src/testing/app-certificate.ts';
import { msalNetwork } from '../src/testing/msal-network.ts';

const clientId = '51c27fb9-846d-4dae-86fb-e2a3d1754c68';
const scope = 'api://orders.contoso.example/.default';

let emulator: IdentityEmulator;
let certificate: AppCertificate;
let folder: string;
beforeAll(async () => {
  certificate = await appCertificate(clientId);
  // Behind by seconds: to it an assertion begins in the future, as MSAL Node's do by up to one.
  const clock = { now: () => Date.now() - 5000 };
  emulator = await startIdentityEmulator({ directory: certificate.directory, clock });
  folder = await mkdtemp(join(tmpdir(), 'certificate-'));
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

const facts = (token: string) => {
  const { roles, azp, azpacr } = decodeJwt(token);
  return { roles, azp, azpacr };
};
const ofDaemon = { roles: ['Orders.Read.All'], azp: clientId, azpacr: '2' };

test.each(['thumbprint', 'thumbprintSha256'] as const)(
  'MSAL Node authenticates the app by %s',
  async (name) => {
    const hash = name === 'thumbprint' ? 'sha1' : 'sha256';
    const client = new ConfidentialClientApplication({
      auth: {
        clientId,
        authority: emulator.authority,
        knownAuthorities: [new URL(emulator.authority).host],
        clientCertificate: {
          [name]: certificate.thumbprint(hash).toString('hex'),
          privateKey: certificate.privateKey,
        },
      },
      system: { networkClient: msalNetwork(emulator) },
    });
    const result = await client.acquireTokenByClientCredential({ scopes: [scope] });
    expect(facts(result?.accessToken ?? '')).toEqual(ofDaemon);
  },
);

test('ClientCertificateCredential of @azure/identity authenticates the app', async () => {
  const certificatePath = join(folder, 'app.pem');
  await writeFile(certificatePath, certificate.privateKey + certificate.certificate);
  const { origin, pathname } = new URL(emulator.authority);
  const credential = new ClientCertificateCredential(
    pathname.slice(1),
    clientId,
    { certificatePath },
    { authorityHost: origin, disableInstanceDiscovery: true, tlsOptions: { ca: emulator.ca } },
  );
  expect(facts((await credential.getToken(scope)).token)).toEqual(ofDaemon);
});
