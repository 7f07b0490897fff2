import type { PersonRule } from './person-rule.ts';
import { checkCount, checkDelay, checkFields, checkText, checkWord } from '../check-value.ts';

const fields = ['does', 'at', 'as', 'tenant', 'clientId', 'afterMs', 'times'];

/** @throws ControlError that names the field which is wrong */
export function checkPersonRule(value: unknown): PersonRule {
  const rule = checkFields(value, 'A person rule', fields);
  checkWord(rule['does'], "'does'", ['approve', 'decline', 'walk-away']);
  if (rule['at'] !== undefined) checkWord(rule['at'], "'at'", ['second-factor', 'consent']);
  for (const name of ['as', 'tenant', 'clientId']) checkText(rule[name], `'${name}'`);
  checkDelay(rule['afterMs'], "'afterMs'");
  checkCount(rule['times'], "'times'", 1);
  return { ...(value as PersonRule) };
}
