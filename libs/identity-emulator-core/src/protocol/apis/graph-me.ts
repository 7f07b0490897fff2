import { findUserById, type Person } from '../../directory/find-user.ts';
import type { EmulatorState } from '../../emulator-state.ts';
import type { ProtocolRequest } from '../../server/protocol-request.ts';
import type { Reply } from '../../server/reply.ts';
import { graphCaller, unauthorized } from './graph-caller.ts';
import { graphError } from './graph-error.ts';

/**
 * Microsoft Graph's `/me`: who the token is about.
 *
 * @see https://learn.microsoft.com/graph/api/user-get
 */
export async function graphMe(state: EmulatorState, request: ProtocolRequest): Promise<Reply> {
  const caller = await graphCaller(state, request);
  if ('refused' in caller) return caller.refused;
  const { claims } = caller;
  if (claims['idtyp'] === 'app') return graphError(state, request, 400, 'BadRequest', needsUser);
  const person = findUserById(state.directory, String(claims['oid']));
  if (!person || person.user.disabled) return unauthorized(state, request, 'The user is unknown.');
  if (!String(claims['scp']).split(' ').includes('User.Read'))
    return graphError(state, request, 403, 'Authorization_RequestDenied', needsScope);
  return selected(state, request, properties(person));
}

/** As Graph says it to an app without a user: there is no "me". */
const needsUser = '/me request is only valid with delegated authentication flow.';
const needsScope = 'Insufficient privileges to complete the operation: User.Read is needed.';

/** Graph's own, with the parameters of OData that clients parse. */
const type =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** @see https://learn.microsoft.com/graph/query-parameters#select */
function selected(
  state: EmulatorState,
  request: ProtocolRequest,
  all: Record<string, unknown>,
): Reply {
  const wanted = (request.query.get('$select') ?? '*').split(',').map((name) => name.trim());
  const names = wanted.includes('*') ? Object.keys(all) : wanted;
  const unknown = names.find((name) => !Object.hasOwn(all, name));
  if (unknown !== undefined) {
    const message = `Parsing OData Select and Expand failed: Could not find a property named '${unknown.slice(0, 100)}' on type 'microsoft.graph.user'.`;
    return graphError(state, request, 400, 'BadRequest', message);
  }
  const part = wanted.includes('*') ? '' : `(${names.join(',')})`;
  return {
    status: 200,
    headers: { 'request-id': request.correlationId, 'odata-version': '4.0' },
    type,
    body: {
      '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#users${part}/$entity`,
      ...Object.fromEntries(names.map((name) => [name, all[name]])),
    },
  };
}

const properties = ({ user }: Person): Record<string, unknown> => ({
  businessPhones: [],
  displayName: user.displayName,
  givenName: user.givenName,
  jobTitle: user.jobTitle ?? null,
  mail: user.username,
  mobilePhone: null,
  officeLocation: null,
  preferredLanguage: null,
  surname: user.surname,
  userPrincipalName: user.username,
  id: user.id,
});
