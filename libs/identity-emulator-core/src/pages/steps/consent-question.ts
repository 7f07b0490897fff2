import { grantedScopes } from '../../protocol/granted-scopes.ts';
import { missingScopes } from '../../protocol/missing-scopes.ts';
import { needsAdministrator } from '../../protocol/needs-administrator.ts';
import type { Person } from '../../directory/find-user.ts';
import { asksFor, oidcScopes } from '../../protocol/tokens/resolve-scopes.ts';
import { admit } from '../admit.ts';
import type { OpenFlow } from '../open-flow.ts';
import type { Visit } from '../visit.ts';

/** What an app asks a person to agree to. */
export interface ConsentQuestion {
  person: Person;
  /** Names of the scopes, without a prefix. */
  names: string[];
  /** The same, and what OpenID Connect adds, in the words of the page. */
  words: string[];
  /** Whether it is asked for everybody in the tenant. */
  forAll: boolean;
  /** Whether the person may agree. */
  isAllowed: boolean;
}

/** Only what is new, unless the app wants the page whatever was agreed before. */
export function consentQuestion(visit: Visit, open: OpenFlow): ConsentQuestion {
  const { app, scopes, request } = open;
  const { resource } = scopes;
  const { consents } = visit.state;
  const { person } = admit(visit, open);
  const forAll = request?.wants === 'admin-consent';
  const missing = missingScopes(consents, person, app, scopes);
  const isWhole = request?.prompt === 'consent';
  const granted = grantedScopes(consents, person, app, resource);
  const isNew = granted.length === 0;
  const known = scopes.permissions.filter((name) => forAll || granted.includes(name));
  const names = [...new Set(isWhole ? [...known, ...missing] : missing)];
  const isAllowed = forAll
    ? person.user.administrator === true
    : !needsAdministrator(person, resource, missing);
  const asked = oidcScopes
    .filter((scope) => (isWhole || isNew) && asksFor(scopes, scope))
    .filter((scope) => scope !== 'openid' || names.length === 0); // goes without saying
  const { consent, language } = visit.texts;
  const inWords = (name: string) =>
    resource.scopes.find((scope) => scope.name === name)?.text?.[language] ?? name;
  const words = [...names.map(inWords), ...asked.map((scope) => consent[scope])];
  return { person, names, words, forAll, isAllowed };
}
