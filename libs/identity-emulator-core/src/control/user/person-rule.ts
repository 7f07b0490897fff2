/** What the scripted person does with device codes and sign-in pages that match. */
export interface PersonRule {
  /** Whoever approves passes second factors and consents too, as far as they may. */
  does: 'approve' | 'decline' | 'walk-away';
  /**
   * Where somebody who declines does so; at once when absent. A sign-in that does not come to this
   * page is approved.
   */
  at?: 'second-factor' | 'consent';
  /** User name of who answers; the first user of the tenant when absent. */
  as?: string;
  /** Only sign-ins asked for under this path segment of an authority, as the client wrote it. */
  tenant?: string;
  clientId?: string;
  /** How long the person takes; 0 when absent. */
  afterMs?: number;
  /** How many sign-ins the rule is good for; until it is replaced when absent. */
  times?: number;
}
