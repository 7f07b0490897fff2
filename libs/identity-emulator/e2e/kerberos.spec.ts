// @long a KDC in trouble; integrated-windows.spec.ts of auth-federation shows a ticket of a real one
// @requires kerberos, curl
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { soapType } from '../src/adfs/namespaces.ts';
import { startIdentityEmulator, type IdentityEmulator } from '../src/index.ts';
import { type Kdc, startKdc } from '../src/testing/kdc.ts';
import { runTool } from '../src/testing/run-tool.ts';
import { assertionIn, tokenQuestion, trustClient } from '../src/testing/trust-client.ts';

const log: string[] = [];
let kdc: Kdc;
let emulator: IdentityEmulator;
let adfs: ReturnType<typeof trustClient>;
beforeAll(async () => {
  const users = { frida: 'Password-of-Frida-1', mallory: 'Password-of-Mallory-1' };
  kdc = await startKdc({ realm: 'ADATUM.EXAMPLE', users, services: ['HTTP/localhost', 'HTTP/a'] });
  const options = { adfs: { keytab: kdc.keytab }, log: (line: string) => log.push(line) };
  emulator = await startIdentityEmulator(options);
  adfs = trustClient(emulator);
  await keepCa(emulator);
  await kdc.signIn('frida', users.frida);
});
afterAll(async () => {
  await emulator?.close();
  await kdc?.[Symbol.asyncDispose]();
});

const caFile = (address: string): string => `ca-${new URL(address).port}.pem`;
const keepCa = ({ authority, ca }: IdentityEmulator) =>
  writeFile(join(kdc.env['HOME'] ?? '', caFile(authority)), ca);

const windows = (version: '13' | '2005') => adfs.url(version, 'windowstransport');

/** What curl with GSSAPI sends and hears, headers included. */
function curl(url: string, message: string, tokens = '-'): Promise<string> {
  const args = [
    '-q',
    '-sSv',
    '--max-time',
    '20',
    '--negotiate',
    '-u',
    ':',
    '--cacert',
    caFile(url),
  ];
  const headers = [`Content-Type: ${soapType}`, 'Expect:'].flatMap((line) => ['-H', line]);
  const script = `cd "$HOME" && exec curl "$@"`;
  const all = [...args, ...headers, '--data-binary', '@-', url];
  const env = tokens === '-' ? kdc.env : { ...kdc.env, KRB5CCNAME: tokens };
  return runTool('sh', ['-c', script, 'curl', ...all], env, message);
}

const negotiate = (printed: string): string =>
  /Authorization: (Negotiate \S+)/.exec(printed)?.[1] ?? '';

describe('windowstransport', () => {
  test.each([
    ['13', '1.1', 'saml1_1', undefined],
    ['2005', '1.1', 'saml1_1', undefined],
    ['13', '2.0', 'saml2', 'urn:oasis:names:tc:SAML:2.0:assertion'],
    ['2005', '2.0', 'saml2', 'urn:oasis:names:tc:SAML:2.0:assertion'],
  ] as const)(
    'of WS-Trust %s gives SAML %s for a ticket, and that gives tokens',
    async (version, _, grant, tokenType) => {
      const message = tokenQuestion(version, tokenType && { tokenType });
      // curl takes the answer of the service to its client too: mutual authentication.
      const printed = await curl(windows(version), message);
      expect(printed).toMatch(/HTTP\/1.1 200/);
      const assertion = assertionIn(printed);
      expect(assertion).toContain('urn:federation:authentication:windows');
      const { json } = await adfs.redeem(assertion, grant);
      expect(decodeJwt(String(json['id_token']))).toMatchObject({ name: 'Frida Solberg' });
    },
  );

  test('takes each token once, and says in the log why not again', async () => {
    const authorization = negotiate(await curl(windows('13'), tokenQuestion('13')));
    const again = await adfs.send(windows('13'), tokenQuestion('13'), { authorization });
    expect(again).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Negotiate' } });
    expect(log.at(-1)).toBe('AD FS refused Negotiate: it was used before.');
    expect(again.body).not.toContain('used before');
  });

  test('takes no token whose ticket or authenticator was changed', async () => {
    await using elsewhere = await startIdentityEmulator({ adfs: { keytab: kdc.keytab } });
    const url = trustClient(elsewhere).url('13', 'windowstransport');
    await keepCa(elsewhere);
    // Used elsewhere, so that a replay is no reason to refuse it here.
    const text = negotiate(await curl(url, '')).slice('Negotiate '.length);
    const send = (token: Buffer) => {
      const authorization = `Negotiate ${token.toString('base64')}`;
      return adfs.send(windows('13'), tokenQuestion('13'), { authorization });
    };
    const token = Buffer.from(text, 'base64');
    for (let at = 37; at < token.length; at += 37) {
      const share = at / token.length;
      // The rest is the frame, and has no secrets to protect.
      if (share < 0.3 || (share > 0.65 && share < 0.8)) continue;
      const changed = Buffer.from(token);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      expect(await send(changed)).toMatchObject({ status: 401 });
    }
    expect(await send(token)).toMatchObject({ status: 200 });
  });

  test('reads no message before it knows the sender', async () => {
    expect(await adfs.send(windows('13'), 'no XML')).toMatchObject({ status: 401 });
    expect(await curl(windows('13'), 'no XML')).toMatch(/InvalidRequest[^]*HTTP\/1.1 500/);
  });

  test('refuses a user whom the directory does not know', async () => {
    const tickets = `FILE:${kdc.env['HOME']}/mallory`;
    const env = { ...kdc.env, KRB5CCNAME: tickets };
    await runTool('kinit', ['mallory@ADATUM.EXAMPLE'], env, 'Password-of-Mallory-1\n');
    const printed = await curl(windows('13'), tokenQuestion('13'), tickets);
    expect(printed).toMatch(/FailedAuthentication[^]*HTTP\/1.1 500/);
  });

  test('without a ticket is 401', async () => {
    const printed = await curl(windows('13'), tokenQuestion('13'), 'FILE:/nowhere');
    expect(printed).toMatch(/HTTP\/1.1 401/);
  });
});

test('a keytab without the key of the service is named at the start', async () => {
  const start = (options: object) =>
    startIdentityEmulator({ adfs: { keytab: kdc.keytab, ...options } });
  await expect(start({ servicePrincipal: 'HTTP/b' })).rejects.toThrow(
    /has no key of HTTP\/b; it has those of HTTP\/localhost@ADATUM.EXAMPLE, HTTP\/a@ADATUM.EXAMPLE/,
  );
  await expect(start({ keytab: '/no/keytab' })).rejects.toThrow(/the file does not exist/);
});

test('a ticket for another service is refused', async () => {
  const options = { adfs: { keytab: kdc.keytab, servicePrincipal: 'HTTP/a' } };
  await using another = await startIdentityEmulator({ ...options, log: (line) => log.push(line) });
  const client = trustClient(another);
  const authorization = negotiate(await curl(windows('13'), tokenQuestion('13')));
  const url = client.url('13', 'windowstransport');
  expect(await client.send(url, '', { authorization })).toMatchObject({ status: 401 });
  expect(log.at(-1)).toMatch(/the ticket is for HTTP\/localhost@ADATUM.EXAMPLE/);
});

// The last one: the clock does not come back.
test('a clock that is ten minutes ahead is named in the log', async () => {
  await emulator.control.advanceClock(600);
  expect(await curl(windows('13'), tokenQuestion('13'))).toMatch(/HTTP\/1.1 401/);
  expect(log.at(-1)).toMatch(/the client's clock differs/);
  await emulator.control.advanceClock(7200);
  expect(await curl(windows('13'), tokenQuestion('13'))).toMatch(/HTTP\/1.1 401/);
  expect(log.at(-1)).toMatch(/the ticket has expired/);
});
