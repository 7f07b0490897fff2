import { checkCount, checkDelay, checkFields, checkText, checkWord } from '../check-value.ts';

/** What the scripted user does with device codes and sign-in pages that match. */
export interface UserRule {
  /** `approve` passes second factors and consents too, as far as the user may; `walk-away` lets it wait. */
  does: 'approve' | 'decline' | 'walk-away';
  /**
   * Where a user who declines does so; at once when absent. A sign-in that does not come to this
   * page is approved.
   */
  at?: 'second-factor' | 'consent';
  /** User name of the user who answers; the first user of the tenant when absent. */
  as?: string;
  /** Only sign-ins asked for under this path segment of an authority, as the client wrote it. */
  tenant?: string;
  /** Only sign-ins of this app. */
  clientId?: string;
  /** Milliseconds that the user takes; 0 when absent. */
  afterMs?: number;
  /** How many sign-ins the rule is good for; until it is replaced when absent. */
  times?: number;
}

const fields = ['does', 'at', 'as', 'tenant', 'clientId', 'afterMs', 'times'];

/** @throws ControlError that names the field which is wrong */
export function checkUserRule(value: unknown): UserRule {
  const rule = checkFields(value, 'A user rule', fields);
  checkWord(rule['does'], "'does'", ['approve', 'decline', 'walk-away']);
  if (rule['at'] !== undefined) checkWord(rule['at'], "'at'", ['second-factor', 'consent']);
  for (const name of ['as', 'tenant', 'clientId']) checkText(rule[name], `'${name}'`);
  checkDelay(rule['afterMs'], "'afterMs'");
  checkCount(rule['times'], "'times'", 1);
  return { ...(value as UserRule) };
}
