import { entraError } from '../errors/entra-error.ts';
import type { Directory } from '../directory/directory.ts';
import type { Account } from '../directory/find-user.ts';
import type { AdfsState } from './adfs.ts';
import { type Assertion, entraAudience, type SamlVersion } from './saml/assertion.ts';
import { readAssertion, verifyAssertion } from './saml/verify-assertion.ts';
import { XmlRefused } from './xml.ts';
import {
  domainOf,
  domainOfIssuer,
  findFederatedDomain,
  findFederatedAccount,
  immutableIdOf,
} from './federated-domain.ts';

/** Milliseconds that two clocks may differ. */
const skew = 5 * 60_000;

/**
 * Entra's side of a federation: finds the user of an assertion of the AD FS. It is good once.
 *
 * Entra's list has a number for an unknown issuer and for an unknown user; all else that can be
 * wrong with an assertion is AADSTS50008.
 *
 * @throws EntraError 50008, 50107 or 51004
 * @see https://www.rfc-editor.org/rfc/rfc7522#section-3
 */
export async function redeemAssertion(
  state: Pick<AdfsState, 'adfs' | 'clock' | 'directory'>,
  text: string,
  version?: SamlVersion,
): Promise<Account> {
  const { publicKey } = await state.adfs.certificate();
  const assertion = read(() => readAssertion(verifyAssertion(text, publicKey)));
  const domain = domainOfIssuer(assertion.issuer);
  if (!findFederatedDomain(state.directory, domain))
    throw entraError(50107, assertion.issuer.slice(0, 200));
  check(assertion, state.clock.now(), version);
  const account = findAccount(state.directory, assertion, domain);
  const { id, notOnOrAfter } = assertion;
  if (!state.adfs.spentAssertions.spend(id, notOnOrAfter + skew))
    throw entraError(50008, 'It was used before.');
  return account;
}

function read(reader: () => Assertion): Assertion {
  try {
    return reader();
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error;
    throw entraError(50008, `The assertion is refused: ${error.message}.`);
  }
}

function check(assertion: Assertion, now: number, version: SamlVersion | undefined): void {
  if (version && assertion.version !== version)
    throw entraError(
      50008,
      `It is of SAML ${assertion.version}, and the grant type says ${version}.`,
    );
  if (assertion.audience !== entraAudience) throw entraError(50008, 'It is for another audience.');
  if (now < assertion.notBefore - skew) throw entraError(50008, 'It is not valid yet.');
  if (now >= assertion.notOnOrAfter + skew) throw entraError(50008, 'It has expired.');
}

/** Both names must be of one user, and of the domain that the issuer may speak for. */
function findAccount(directory: Directory, assertion: Assertion, domain: string): Account {
  const { upn, immutableId } = assertion;
  const account = domainOf(upn) === domain ? findFederatedAccount(directory, upn) : undefined;
  if (!account || immutableIdOf(account.user) !== immutableId)
    throw entraError(51004, upn.slice(0, 200), domain);
  return account;
}
