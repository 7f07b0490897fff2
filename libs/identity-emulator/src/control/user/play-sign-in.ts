import { isFederated } from '../../adfs/federated-domain.ts';
import {
  evaluatePolicies,
  type SignInFacts,
  type Verdict,
} from '../../protocol/evaluate-policies.ts';
import type { Consents } from '../../protocol/consents.ts';
import { missingScopes, needsAdministrator } from '../../protocol/missing-scopes.ts';
import { requireAccountInAudience, type Account } from '../../directory/find-user.ts';
import { EntraError } from '../../errors/entra-error.ts';
import type {
  AskedSignIn,
  AuthenticationMethod,
  SignInOutcome,
} from '../../protocol/tokens/authorization.ts';
import type { UserRule } from './user-rule.ts';

/**
 * How a sign-in ends when its user does as a rule says: as it would on the pages.
 *
 * @param home the user's account in the home tenant
 * @param now milliseconds
 */
export async function playSignIn(
  consents: Consents,
  rule: UserRule,
  home: Account,
  asked: AskedSignIn,
  now: number,
): Promise<SignInOutcome> {
  if (rule.does === 'decline' && !rule.at) return 'declined';
  try {
    const account = requireAccountInAudience(asked.audience, asked.app, home);
    if (home.user.locked) return refused(50053);
    const { verdict, amr } = prove(account, home, asked);
    // A device learns of the policy when it polls, as in Entra.
    if (verdict.outcome === 'blocked')
      return asked.flow === 'device-code' ? { account, signIn: { amr } } : refused(verdict.aadsts);
    if (amr.includes('mfa') && rule.at === 'second-factor') return refused(500121);
    const consent = await giveConsent(consents, rule, account, asked);
    if (consent) return consent;
    const acrs = verdict.outcome === 'allowed' ? verdict.acrs : [];
    return { account, signIn: { amr, acrs, authTime: Math.floor(now / 1000) } };
  } catch (error) {
    if (error instanceof EntraError && error.code) return refused(error.code);
    throw error;
  }
}

const refused = (aadsts: number, ...values: string[]): SignInOutcome => ({ aadsts, values });

/** A password, and a second factor where one is asked for. */
function prove(account: Account, home: Account, { app, scopes, flow, contexts }: AskedSignIn) {
  const first: AuthenticationMethod[] = [isFederated(home) ? 'fed' : 'pwd'];
  const facts = { account, app, resource: scopes.resource, flow, contexts };
  const judge = (amr: SignInFacts['amr']): { verdict: Verdict; amr: SignInFacts['amr'] } => ({
    verdict: evaluatePolicies({ ...facts, amr }),
    amr,
  });
  const once = judge(first);
  return once.verdict.outcome === 'mfa' ? judge([...first, 'mfa']) : once;
}

/** @returns how the sign-in ends at the consent page; undefined when it continues */
async function giveConsent(
  consents: Consents,
  { at }: UserRule,
  account: Account,
  { app, scopes, forAll, asksConsent }: AskedSignIn,
): Promise<SignInOutcome | undefined> {
  const { resource } = scopes;
  const missing = missingScopes(consents, account, app, scopes);
  if (missing.length === 0 && !forAll && !asksConsent) return undefined;
  const isAdministrator = account.user.administrator === true;
  if (forAll ? !isAdministrator : needsAdministrator(account, resource, missing))
    return refused(90094);
  if (at === 'consent') return 'declined';
  const holder = forAll ? account.tenant.id : account.user.id;
  await consents.add(holder, app.clientId, resource.id, missing);
  return undefined;
}
