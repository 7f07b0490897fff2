import type { JWTPayload } from 'jose';
import type { Directory, Resource, Tenant } from '../../directory/directory.ts';
import { type Account, findUserById, userInTenant } from '../../directory/find-user.ts';
import type { ProtocolRequest } from '../../server/protocol-request.ts';
import type { Reply } from '../../server/reply.ts';
import type { ProtocolState } from '../protocol-state.ts';
import { type CheckedToken, verifyToken } from '../tokens/sign-token.ts';
import { bearerChallenge, readBearer } from './bearer.ts';

/**
 * Azure Resource Manager's list of the subscriptions that a user has a role in, in the tenant of the token.
 *
 * @see https://learn.microsoft.com/rest/api/resources/subscriptions/list
 */
export const armSubscriptions = (state: ProtocolState, request: ProtocolRequest): Promise<Reply> =>
  answer(state, request, ({ directory }, { tid, oid }) => {
    const tenant = directory.tenants.find(({ id }) => id === tid);
    const name = findUserById(directory, String(oid))?.user.username.toLowerCase() ?? '';
    const seen = (tenant?.subscriptions ?? []).filter(
      ({ users }) => users?.some((one) => one.toLowerCase() === name) ?? name !== '',
    );
    return seen.map(({ id, name: displayName }) => ({
      id: `/subscriptions/${id}`,
      authorizationSource: 'RoleBased',
      managedByTenants: [],
      subscriptionId: id,
      tenantId: tid,
      displayName,
      state: 'Enabled',
      subscriptionPolicies: {
        locationPlacementId: 'Public_2014-09-01',
        quotaId: 'PayAsYouGo_2014-09-01',
        spendingLimit: 'Off',
      },
    }));
  });

/**
 * Its list of the tenants that an account is in, at home or as a guest.
 *
 * @see https://learn.microsoft.com/rest/api/resources/tenants/list
 */
export const armTenants = (state: ProtocolState, request: ProtocolRequest): Promise<Reply> =>
  answer(state, request, ({ directory }, { tid, oid }) => {
    const account = findUserById(directory, String(oid));
    const isIn = account ? inTenant(account) : ({ id }: Tenant) => id === tid;
    return directory.tenants.filter(isIn).map(({ id, name, domains }) => ({
      id: `/tenants/${id}`,
      tenantId: id,
      countryCode: 'US',
      displayName: name,
      domains,
      tenantCategory: 'Home',
      defaultDomain: domains[0],
      tenantType: 'AAD',
    }));
  });

const inTenant = (account: Account) => (tenant: Tenant) =>
  userInTenant(tenant, account.home ?? account) !== undefined;

/** Any other path: the version and the token come first, as there. */
export const armOther = (state: ProtocolState, request: ProtocolRequest): Promise<Reply> =>
  answer(state, request, () => undefined);

type List = Record<string, unknown>[];

async function answer(
  state: ProtocolState,
  request: ProtocolRequest,
  list: (state: ProtocolState, claims: JWTPayload) => List | undefined,
): Promise<Reply> {
  const refused = wrongVersion(request);
  if (refused) return refused;
  const caller = await armCaller(state, request);
  if ('refused' in caller) return caller.refused;
  const value = list(state, caller.claims);
  if (!value) return armError(request, 404, 'NotFound', unknownPath(request));
  const count = { type: 'Total', value: value.length };
  return { status: 200, headers: requestIds(request), body: { value, count } };
}

const unknownPath = ({ path }: ProtocolRequest) =>
  `The path '${path.slice(0, 200)}' was not found. This local emulator knows GET /subscriptions and GET /tenants only.`;

function wrongVersion(request: ProtocolRequest): Reply | undefined {
  const version = request.query.get('api-version');
  if (!version) return armError(request, 400, 'MissingApiVersionParameter', missingVersion);
  if (/^20\d\d-\d\d-\d\d(-preview)?$/.test(version)) return undefined;
  const message = `The api-version '${version.slice(0, 40)}' is invalid. The supported versions are '2022-12-01'.`;
  return armError(request, 400, 'InvalidApiVersionParameter', message);
}

const missingVersion =
  'The api-version query parameter (?api-version=) is required for all requests.';

/** Whose token a call carries: one with the right signature, issuer, audience and lifetime, or the 401. */
async function armCaller(
  state: ProtocolState,
  request: ProtocolRequest,
): Promise<{ claims: JWTPayload } | { refused: Reply }> {
  const { authorization } = request;
  const token = readBearer(authorization);
  if (token === undefined) return { refused: withoutToken(request) };
  const arm = findArm(state.directory);
  const checked = await verifyToken(state, request, token, arm?.id ?? '');
  if (checked.outcome === 'good') return { claims: checked.claims };
  const [code, message] = refusals[checked.outcome];
  return { refused: unauthorized(request, code, message) };
}

const armUri = 'https://management.azure.com';

const findArm = ({ resources }: Directory): Resource | undefined =>
  resources.find(({ uris }) => uris.includes(armUri));

function withoutToken(request: ProtocolRequest): Reply {
  const isMissing = request.authorization === undefined;
  const code = isMissing ? 'AuthenticationFailed' : 'AuthenticationFailedInvalidHeader';
  const what = isMissing ? 'missing' : 'provided in an invalid format';
  return unauthorized(
    request,
    code,
    `Authentication failed. The 'Authorization' header is ${what}.`,
  );
}

const invalidToken = 'The access token is invalid.';

/** As Azure Resource Manager words them, without the values of the token. */
const refusals: Record<Exclude<CheckedToken['outcome'], 'good'>, readonly [string, string]> = {
  audience: [
    'InvalidAuthenticationTokenAudience',
    'The access token has been obtained for wrong audience or resource. It should exactly match with one of the ' +
      `allowed audiences '${armUri}/','${armUri}'.`,
  ],
  expired: [
    'ExpiredAuthenticationToken',
    'The access token expiry UTC time is earlier than current UTC time.',
  ],
  early: ['InvalidAuthenticationToken', `${invalidToken} It is not valid yet.`],
  invalid: ['InvalidAuthenticationToken', invalidToken],
};

function unauthorized(request: ProtocolRequest, code: string, message: string): Reply {
  const challenge = { error: 'invalid_token', error_description: message };
  const { headers, ...reply } = armError(request, 401, code, message);
  return {
    ...reply,
    headers: { ...headers, 'www-authenticate': bearerChallenge(request, challenge) },
  };
}

/** @see https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors */
const armError = (
  request: ProtocolRequest,
  status: number,
  code: string,
  message: string,
): Reply => ({
  status,
  headers: { 'x-ms-failure-cause': 'gateway', ...requestIds(request) },
  body: { error: { code, message } },
});

const requestIds = ({ correlationId }: ProtocolRequest): Record<string, string> => ({
  'x-ms-request-id': correlationId,
  'x-ms-correlation-request-id': correlationId,
});
