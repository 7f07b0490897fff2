/** ms. A request to a token endpoint takes well under a second; this is for a server that hangs. */
export const DEADLINE = 15_000;

/** ms. One request with its repetitions: beyond that a user takes the program for dead. */
export const WHOLE_DEADLINE = 20_000;

/** ms. A refresh asks the authority for its description and for a token. */
export const LONGEST_REFRESH = 2 * WHOLE_DEADLINE;
