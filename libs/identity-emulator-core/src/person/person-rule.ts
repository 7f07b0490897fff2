/** What the scripted person does with device codes that match. */
export interface PersonRule {
  does: 'approve' | 'decline' | 'walk-away';
  /** User name of who approves; the first user of the code's tenant when absent. */
  as?: string;
  /** Only codes asked for under this path segment of an authority, as the client wrote it. */
  tenant?: string;
  clientId?: string;
  /** How long the person takes; 0 when absent. */
  afterMs?: number;
  /** How many codes the rule is good for; until it is replaced when absent. */
  times?: number;
}
