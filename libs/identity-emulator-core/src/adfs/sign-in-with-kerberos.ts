import type { Person } from '../directory/find-user.ts';
import type { EmulatorState } from '../emulator-state.ts';
import type { Reply } from '../server/reply.ts';
import { acceptNegotiate } from './kerberos/accept-negotiate.ts';
import { KerberosRefused } from './kerberos/kerberos-refused.ts';
import { findFederatedPerson } from './federated-domain.ts';
import { SoapFault } from './soap-fault.ts';

/** Who signed in, and the header that proves the AD FS to the client. */
export interface WindowsSignIn {
  person: Person;
  headers: Record<string, string>;
}

/**
 * HTTP Negotiate (RFC 4559) with Kerberos. Realms are the federated domains in capital letters, so
 * `frida@ADATUM.EXAMPLE` is `frida@adatum.example`.
 *
 * @param authorization the header of that name
 * @returns a reply when the client must try (again)
 * @throws SoapFault when the client is genuine, but nobody here
 */
export function signInWithKerberos(
  { adfs, directory }: EmulatorState,
  authorization: string | undefined,
): WindowsSignIn | Reply {
  const { kerberos, log } = adfs;
  const [, token] = /^Negotiate +([\w+/]+={0,2})$/i.exec(authorization ?? '') ?? [];
  if (!kerberos) {
    if (token !== undefined) log(`AD FS refused Negotiate: ${noKeytab}`);
    return challenge(noKeytab);
  }
  if (token === undefined) return challenge('Send a Kerberos ticket with Negotiate.');
  try {
    const { client, answer } = acceptNegotiate(kerberos, Buffer.from(token, 'base64'));
    return {
      person: findPerson(directory, `${client.name}@${client.realm}`),
      headers: { 'www-authenticate': `Negotiate ${answer.toString('base64')}` },
    };
  } catch (error) {
    if (!(error instanceof KerberosRefused)) throw error;
    log(`AD FS refused Negotiate: ${error.message}.`);
    return challenge('The Negotiate token was refused. The log of the emulator says why.');
  }
}

const noKeytab =
  'the emulator has no keytab, so it knows nobody by Kerberos. Start it with the option adfs.keytab.';

function findPerson(directory: EmulatorState['directory'], principal: string): Person {
  const person = findFederatedPerson(directory, principal);
  if (!person || person.user.disabled || person.user.locked)
    throw new SoapFault(
      'FailedAuthentication',
      'ID3242: The security token could not be authenticated or authorized.',
    );
  return person;
}

const challenge = (text: string): Reply => ({
  status: 401,
  headers: { 'www-authenticate': 'Negotiate' },
  type: 'text/plain; charset=utf-8',
  body: `${text[0]?.toUpperCase()}${text.slice(1)}\n`,
});
