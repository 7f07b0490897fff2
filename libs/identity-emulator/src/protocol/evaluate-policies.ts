import type { App, Policy, Resource, SignInFlow } from '../directory/directory.ts';
import type { Account } from '../directory/find-user.ts';
import { entraError } from '../errors/entra-error.ts';
import type { AuthenticationMethod } from './tokens/authorization.ts';

/** A sign-in, or the use of one, as policies look at it. */
export interface SignInFacts {
  /** With the tenant that the tokens are for. */
  account: Account;
  app: App;
  resource: Resource;
  flow: SignInFlow;
  /** Whether the session began by a device code, so that policies for that go on to apply. */
  isTracked?: boolean | undefined;
  /** How the user authenticated. */
  amr: readonly AuthenticationMethod[];
  /** Authentication contexts that the app asks for, by a claims request. */
  contexts?: readonly string[];
}

export type Verdict =
  /** With the contexts for the claim `acrs`. */
  | { outcome: 'allowed'; acrs: readonly string[] }
  /** A second factor is missing. */
  | { outcome: 'mfa'; aadsts: 50076 | 50079 }
  /** @see https://learn.microsoft.com/entra/identity/conditional-access/troubleshoot-conditional-access */
  | { outcome: 'blocked'; aadsts: 53000 | 53003; policy: string };

/** What conditional access, and the user's own second factor, make of a sign-in. */
export function evaluatePolicies(facts: SignInFacts): Verdict {
  const { account, amr, contexts = [] } = facts;
  const policies = (account.tenant.policies ?? []).filter((policy) => applies(policy, facts));
  const block = policies.find(({ requires }) => requires === 'block');
  if (block) return { outcome: 'blocked', aadsts: 53003, policy: block.name };
  const device = policies.find(({ requires }) => requires === 'compliant-device');
  if (device) return { outcome: 'blocked', aadsts: 53000, policy: device.name };
  const { mfa, mfaByPolicyOnly } = account.user;
  const isDemanded = (mfa && !mfaByPolicyOnly) || policies.length > 0;
  if (!isDemanded || amr.includes('mfa')) return { outcome: 'allowed', acrs: contexts };
  return { outcome: 'mfa', aadsts: mfa ? 50076 : 50079 };
}

/** @see https://learn.microsoft.com/entra/identity/conditional-access/concept-authentication-flows */
function applies(policy: Policy, facts: SignInFacts) {
  const { account, app, resource, flow, isTracked, contexts = [] } = facts;
  const { users, apps, resources, flows, context } = policy;
  return (
    includes(users?.map(inSmallLetters), inSmallLetters(account.user.username)) &&
    includes(apps, app.clientId) &&
    includes(resources, resource.id) &&
    (includes(flows, flow) || (isTracked === true && includes(flows, 'device-code'))) &&
    (context === undefined || contexts.includes(context))
  );
}

const inSmallLetters = (text: string): string => text.toLowerCase();

/** A condition that is absent is always met. */
const includes = (list: readonly string[] | undefined, value: string): boolean =>
  list === undefined || list.includes(value);

/**
 * For grants without a page, where the user cannot be asked.
 *
 * @returns the authentication contexts for the claim `acrs`
 * @throws EntraError 53003, 53000, 50076 or 50079
 */
export function requireAccess(facts: SignInFacts): readonly string[] {
  const verdict = evaluatePolicies(facts);
  if (verdict.outcome !== 'allowed') throw entraError(verdict.aadsts);
  return verdict.acrs;
}
