import type { JWTPayload } from 'jose';
import type { Directory, Resource } from '../../directory/directory.ts';
import type { ProtocolState } from '../protocol-state.ts';
import type { ProtocolRequest } from '../../server/protocol-request.ts';
import type { Reply } from '../../server/reply.ts';
import { bearerChallenge, readBearer } from './bearer.ts';
import { verifyToken } from '../tokens/sign-token.ts';

/** What must be shown before an order is placed. */
const authenticationContext = 'c1';

/**
 * A sample web API: `GET` lists orders and needs `Orders.Read`, or the role
 * `Orders.Read.All` of an app; `POST` places one, needs `Orders.Write`, and a sign-in with the
 * authentication context `c1`. A caller without it gets a claims challenge.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/developer-guide-conditional-access-authentication-context
 */
export async function orders(state: ProtocolState, request: ProtocolRequest): Promise<Reply> {
  const api = findApi(state.directory);
  if (!api) return { status: 404, body: { error: 'The directory has no API with Orders.Read.' } };
  const token = readBearer(request.authorization);
  const checked =
    token === undefined ? undefined : await verifyToken(state, request, token, api.id);
  if (checked?.outcome !== 'good') return refusal(request, 401, { error: 'invalid_token' });
  return answer(request, checked.claims);
}

const findApi = ({ resources }: Directory): Resource | undefined =>
  resources.find(({ scopes }) => scopes.some(({ name }) => name === 'Orders.Read'));

function answer(request: ProtocolRequest, claims: JWTPayload): Reply {
  const { method } = request;
  const isReading = method === 'GET' || method === 'HEAD';
  if (!isReading && method !== 'POST') return { status: 405, body: { error: 'GET or POST' } };
  const needed = isReading ? 'Orders.Read' : 'Orders.Write';
  // A role of a user does not mean that they allowed the app.
  const isApp =
    isReading && claims['idtyp'] === 'app' && list(claims['roles']).includes('Orders.Read.All');
  if (!isApp && !String(claims['scp']).split(' ').includes(needed))
    return refusal(request, 403, { error: 'insufficient_scope', scope: needed });
  if (isReading) return { status: 200, body: { caller: caller(claims), orders: shelf } };
  if (!list(claims['acrs']).includes(authenticationContext)) return moreClaims(request, claims);
  return { status: 201, body: { caller: caller(claims), order: { id: 4, item: 'Lamp' } } };
}

/** Only a client that says so (`cp1`) understands a claims challenge; for others it is the end. */
function moreClaims(request: ProtocolRequest, claims: JWTPayload): Reply {
  const wanted = { access_token: { acrs: { essential: true, value: authenticationContext } } };
  const challenge = Buffer.from(JSON.stringify(wanted)).toString('base64');
  // MSAL's documentation spells it CP1, other clients cp1.
  const isCapable = list(claims['xms_cc']).some((one) => /^cp1$/i.test(String(one)));
  const status = isCapable ? 401 : 403;
  return refusal(request, status, { error: 'insufficient_claims', claims: challenge });
}

function refusal(
  request: ProtocolRequest,
  status: number,
  parameters: Record<string, string>,
): Reply {
  const headers = { 'www-authenticate': bearerChallenge(request, parameters) };
  return { status, headers, body: { error: parameters['error'] } };
}

const shelf = [
  { id: 1, item: 'Chair' },
  { id: 2, item: 'Desk' },
  { id: 3, item: 'Shelf' },
];

const caller = ({ name, azp }: JWTPayload): unknown => name ?? azp;

const list = (claim: unknown): unknown[] => (Array.isArray(claim) ? claim : []);
