import { entraError } from '../errors/entra-error.ts';
import { evaluatePolicies, type SignInFacts } from './evaluate-policies.ts';

/**
 * For grants where nobody can be asked.
 *
 * @returns the authentication contexts for the claim `acrs`
 * @throws EntraError 53003, 50076 or 50079
 */
export function requireAccess(facts: SignInFacts): readonly string[] {
  const verdict = evaluatePolicies(facts);
  if (verdict.outcome !== 'allowed') throw entraError(verdict.aadsts);
  return verdict.acrs;
}
