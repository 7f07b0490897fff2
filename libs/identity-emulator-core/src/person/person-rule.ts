/** What the scripted person does with device codes and sign-in pages that match. */
export interface PersonRule {
  does: 'approve' | 'decline' | 'walk-away';
  /** User name of who approves; the first user of the tenant when absent. */
  as?: string;
  /** Only sign-ins asked for under this path segment of an authority, as the client wrote it. */
  tenant?: string;
  clientId?: string;
  /** How long the person takes; 0 when absent. */
  afterMs?: number;
  /** How many sign-ins the rule is good for; until it is replaced when absent. */
  times?: number;
}
