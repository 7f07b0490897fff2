import { createHash, X509Certificate } from 'node:crypto';
import { decodeProtectedHeader, importX509, jwtVerify, type ProtectedHeaderParameters } from 'jose';
import type { App } from '../directory/directory.ts';
import type { Audience } from '../directory/find-audience.ts';
import type { ProtocolState } from './protocol-state.ts';
import type { Addresses } from '../server/addresses.ts';
import type { ProtocolRequest } from '../server/protocol-request.ts';
import { entraError } from '../errors/entra-error.ts';

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const algorithms = ['RS256', 'PS256'];

/** Seconds by which clocks may differ. MSAL Node begins an assertion at the next whole second. */
const clockTolerance = 300;

/**
 * A client assertion signed with the key of a registered certificate, named by its thumbprint
 * (`x5t`, or `x5t#S256`), for this authority and not over.
 *
 * @throws EntraError 700027
 * @see https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export async function checkClientAssertion(
  state: ProtocolState,
  { request, app, audience }: { request: ProtocolRequest; app: App; audience: Audience },
  assertion: string,
  type: string | undefined,
): Promise<void> {
  if (type !== jwtBearer)
    throw entraError(9002313, `'client_assertion_type' must be ${jwtBearer}.`);
  try {
    const header = decodeProtectedHeader(assertion);
    const pem = (app.certificates ?? []).find((one) => isNamed(header, one));
    if (pem === undefined) throw new Error('no such certificate');
    const key = await importX509(pem, header.alg ?? '');
    await jwtVerify(assertion, key, {
      algorithms,
      issuer: app.clientId,
      subject: app.clientId,
      audience: audiences(request.addresses, audience),
      currentDate: new Date(state.clock.now()),
      clockTolerance,
      requiredClaims: ['exp'],
    });
  } catch {
    throw entraError(700027, app.clientId); // whatever is wrong with it, the answer is the same
  }
}

/** Clients write a thumbprint in base64 or base64url, padded or not: Node decodes them all. */
function isNamed({ x5t, ...header }: ProtectedHeaderParameters, pem: string): boolean {
  const { raw } = new X509Certificate(pem);
  const isThumbprint = (hash: string, named: unknown): boolean =>
    typeof named === 'string' &&
    Buffer.from(named, 'base64').equals(createHash(hash).update(raw).digest());
  return isThumbprint('sha256', header['x5t#S256']) || isThumbprint('sha1', x5t);
}

/** The token endpoint, or the issuer, under each name of this tenant, or of the shared authorities. */
function audiences({ origin }: Addresses, { tenant }: Audience): string[] {
  const names = tenant ? [tenant.id, ...tenant.domains] : [];
  return [...names, 'common', 'organizations'].flatMap((name) => [
    `${origin}/${name}/oauth2/v2.0/token`,
    `${origin}/${name}/v2.0`,
  ]);
}
