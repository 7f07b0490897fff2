/** What the pause before the next try depends on. All times are in one unit. */
export interface Setbacks {
  /** Tries in a row that failed; 0 before the first one. */
  failures: number;
  /** The pause after the first failure; it doubles with each further one. */
  first: number;
  /** It grows no further. */
  longest: number;
  /** What the server asked for: never earlier than that. */
  retryAfter?: number | undefined;
  /**
   * Spreads a fleet over at least this time, however few the failures: its devices, divided by the
   * requests that the server takes in one unit of time. With it the very first try waits too.
   */
  spread?: number | undefined;
  /** 0 to 1. */
  random?: (() => number) | undefined;
}

/**
 * How long to wait before the next try: longer after each failure, and in part by chance, so that
 * machines which lost a server in the same moment do not come back in the same moment. Retry-After
 * is the same for all of them, so chance comes on top of it.
 */
export function backoffDelay(setbacks: Setbacks): number {
  const { failures, first, longest, retryAfter = 0, spread = 0, random = Math.random } = setbacks;
  const whole = failures > 0 ? Math.min(first * 2 ** (failures - 1), longest) : 0;
  return Math.max(whole / 2, retryAfter) + random() * Math.max(whole / 2, spread);
}
