import { createHash, X509Certificate } from 'node:crypto';
import { decodeProtectedHeader, importX509, jwtVerify, type ProtectedHeaderParameters } from 'jose';
import type { App } from '../directory/directory.ts';
import type { EmulatorState } from '../emulator-state.ts';
import { entraError } from '../errors/entra-error.ts';

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const algorithms = ['RS256', 'PS256'];

/**
 * A client assertion signed with the key of a registered certificate, named by its thumbprint
 * (`x5t`, or `x5t#S256`), for this authority and not over.
 *
 * @throws EntraError 700027
 * @see https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export async function checkClientAssertion(
  state: EmulatorState,
  app: App,
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
      audience: audiences(state),
      currentDate: new Date(state.clock.now()),
      requiredClaims: ['exp'],
    });
  } catch {
    throw entraError(700027, app.clientId); // whatever is wrong with it, the answer is the same
  }
}

function isNamed({ x5t, ...header }: ProtectedHeaderParameters, pem: string): boolean {
  const { raw } = new X509Certificate(pem);
  const thumbprint = (hash: string) => createHash(hash).update(raw).digest('base64url');
  return header['x5t#S256'] === thumbprint('sha256') || x5t === thumbprint('sha1');
}

/** The token endpoint, or the issuer, under each name of each tenant. */
function audiences({ directory, origin }: EmulatorState): string[] {
  const names = directory.tenants.flatMap(({ id, domains }) => [id, ...domains]);
  return [...names, 'common', 'organizations'].flatMap((name) => [
    `${origin}/${name}/oauth2/v2.0/token`,
    `${origin}/${name}/v2.0`,
  ]);
}
