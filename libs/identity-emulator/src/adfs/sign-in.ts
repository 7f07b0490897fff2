import type { Element } from '@xmldom/xmldom';
import type { Account } from '../directory/find-user.ts';
import type { AdfsState } from './adfs.ts';
import type { Reply } from '../server/reply.ts';
import { findFederatedAccount } from './federated-domain.ts';
import { acceptNegotiate } from './kerberos/accept-negotiate.ts';
import { KerberosRefused } from './kerberos/der.ts';
import { namespaces } from './namespaces.ts';
import { children, onlyChild, textOf } from './xml.ts';
import { SoapFault } from './soap-fault.ts';

const { security, utility } = namespaces;

/** Milliseconds that two clocks may differ. */
const skew = 5 * 60_000;

/**
 * The UsernameToken of a message (WS-Security UsernameToken Profile 1.0).
 *
 * @throws SoapFault FailedAuthentication or InvalidSecurity
 */
export function signInWithPassword(state: AdfsState, header: Element): Account {
  const [block] = children(header, security, 'Security');
  const [token] = block ? children(block, security, 'UsernameToken') : [];
  if (!block || !token) throw invalid();
  checkTimestamp(block, state.clock.now());
  const username = textOf(onlyChild(token, security, 'Username'));
  const password = textOf(onlyChild(token, security, 'Password'));
  const account = checkPassword(state, username, password);
  if (!account)
    throw new SoapFault(
      'FailedAuthentication',
      'ID3242: The security token could not be authenticated or authorized.',
    );
  return account;
}

function checkTimestamp(block: Element, now: number): void {
  const [timestamp] = children(block, utility, 'Timestamp');
  if (!timestamp) return;
  const created = timeOf(timestamp, 'Created');
  const expires = timeOf(timestamp, 'Expires');
  if (created > now + skew || expires < now - skew) throw invalid();
}

function timeOf(timestamp: Element, name: string): number {
  const time = Date.parse(textOf(onlyChild(timestamp, utility, name)));
  if (Number.isNaN(time)) throw invalid();
  return time;
}

const invalid = () =>
  new SoapFault('InvalidSecurity', 'An error occurred when verifying security for the message.');

/** The account that signed in, and the header that proves the AD FS to the client. */
interface WindowsSignIn {
  account: Account;
  headers: Record<string, string>;
}

/**
 * HTTP Negotiate (RFC 4559) with Kerberos. Realms are the federated domains in capital letters, so
 * `frida@ADATUM.EXAMPLE` is `frida@adatum.example`.
 *
 * @param authorization the header of that name
 * @returns a reply when the client must try (again)
 * @throws SoapFault when the client is genuine, but unknown here
 */
export function signInWithKerberos(
  { adfs, directory }: AdfsState,
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
      account: findAccount(directory, `${client.name}@${client.realm}`),
      headers: { 'www-authenticate': `Negotiate ${answer.toString('base64')}` },
    };
  } catch (error) {
    if (!(error instanceof KerberosRefused)) throw error;
    log(`AD FS refused Negotiate: ${error.message}.`);
    return challenge('The Negotiate token was refused. The log of the emulator says why.');
  }
}

const noKeytab =
  'the emulator has no keytab, so no user can sign in with Kerberos. Start it with the option adfs.keytab.';

function findAccount(directory: AdfsState['directory'], principal: string): Account {
  const account = findFederatedAccount(directory, principal);
  if (!account || account.user.disabled || account.user.locked)
    throw new SoapFault(
      'FailedAuthentication',
      'ID3242: The security token could not be authenticated or authorized.',
    );
  return account;
}

const challenge = (text: string): Reply => ({
  status: 401,
  headers: { 'www-authenticate': 'Negotiate' },
  type: 'text/plain; charset=utf-8',
  body: `${text[0]?.toUpperCase()}${text.slice(1)}\n`,
});

/**
 * Finds the account with this name and password in the AD FS's own directory.
 *
 * @returns undefined when the password is wrong and when the account must not be used: the AD FS does
 *   not say which
 */
export function checkPassword(
  { directory, passwords, adfs }: AdfsState,
  username: string,
  password: string,
): Account | undefined {
  const account = findFederatedAccount(directory, username);
  if (!account) return undefined;
  const { user } = account;
  if (adfs.passwordGuesses.isBlocked(user.id)) return undefined;
  if (!passwords.isRight(user, password)) {
    adfs.passwordGuesses.fail(user.id);
    return undefined;
  }
  adfs.passwordGuesses.forget(user.id);
  return user.disabled || user.locked || passwords.isExpired(user) ? undefined : account;
}
