/** How a fleet keeps to what its authority takes. All times in seconds. */
export interface Plan {
  /** A device that needs a user waits up to this long before it asks for a code. */
  startSpread: number;
  /** About how long a device waits between two polls, when that is more than the authority asks for. */
  pollPause: number;
  /** About how long a device waits after its first failure; the authority's Retry-After comes on top. */
  firstPause: number;
  /** The pause after many failures. */
  longestPause: number;
}

/** Requests of a device until it has a code: discovery and the code. */
const START = 2;
/** Standard deviations between the mean and the allowed rate. */
const MARGIN = 5;
/** Kinds of requests that may come at the same time: starts, polls, renewals. Each has its part. */
const KINDS = 3;

/**
 * Pauses that every device keeps by itself, without knowing of the others.
 *
 * Requests that are spread by chance come in clusters: with a mean of m a second, one second has
 * m ± √m. So m stays as far below the allowed rate as chance may carry it.
 *
 * @param rate requests a second that the authority takes from the whole fleet
 */
export function planFor(devices: number, rate: number): Plan {
  const mean = ((Math.sqrt(MARGIN ** 2 + 4 * rate) - MARGIN) / 2) ** 2;
  const spread = devices / (mean / KINDS);
  return {
    startSpread: START * spread,
    pollPause: spread,
    firstPause: spread,
    longestPause: 2 * spread,
  };
}
