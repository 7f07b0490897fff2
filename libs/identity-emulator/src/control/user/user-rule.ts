import { checkCount, checkDelay, checkFields, checkText, checkWord } from '../check-value.ts';

/** What the scripted user does, and with which device codes and sign-in pages. */
export interface UserRule {
  /**
   * `approve` passes second factors and consents too, as far as the user may; `decline` refuses;
   * `walk-away` answers nothing, so that the app waits.
   */
  does: 'approve' | 'decline' | 'walk-away';
  /**
   * The page at which a user declines; at once when absent. A sign-in without this page is approved.
   * Ignored unless the user declines.
   */
  at?: 'second-factor' | 'consent';
  /** User name; the first user of the tenant when absent. */
  as?: string;
  /** Only sign-ins at this path segment of an authority, as the client wrote it; any when absent. */
  tenant?: string;
  /** Only sign-ins of this app; any when absent. */
  clientId?: string;
  /** Milliseconds that the user takes; 0 when absent. */
  afterMs?: number;
  /** Milliseconds that the user looks at each page before they answer it; 0 when absent. */
  stepMs?: number;
  /** Language of the pages that the user sees; absent: that of the browser, or English without one. */
  language?: 'en' | 'ko';
  /** Number of sign-ins that the rule applies to; until it is replaced or reset when absent. */
  times?: number;
}

const fields = ['does', 'at', 'as', 'tenant', 'clientId', 'afterMs', 'stepMs', 'language', 'times'];

/** @throws ControlError that names the field which is wrong */
export function checkUserRule(value: unknown): UserRule {
  const rule = checkFields(value, 'A user rule', fields);
  checkWord(rule['does'], "'does'", ['approve', 'decline', 'walk-away']);
  if (rule['at'] !== undefined) checkWord(rule['at'], "'at'", ['second-factor', 'consent']);
  if (rule['language'] !== undefined) checkWord(rule['language'], "'language'", ['en', 'ko']);
  for (const name of ['as', 'tenant', 'clientId']) checkText(rule[name], `'${name}'`);
  checkDelay(rule['afterMs'], "'afterMs'");
  checkDelay(rule['stepMs'], "'stepMs'");
  checkCount(rule['times'], "'times'", 1);
  return { ...(value as UserRule) };
}
