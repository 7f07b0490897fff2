import type { FleetFigures } from './run-fleet.ts';

/** What is wrong with a run, a line each, for users; none when all is well. */
export function faultsOf({ rate, scenarios }: FleetFigures): string[] {
  return scenarios.flatMap(({ name, most, withoutToken, faults }) => [
    ...(most > rate
      ? [`${name}: the authority saw ${most} requests in one second, and takes ${rate}.`]
      : []),
    ...(withoutToken > 0
      ? [`${name}: ${withoutToken} devices ended without a token.${because(faults)}`]
      : []),
  ]);
}

function because([first]: string[]): string {
  return first === undefined ? '' : ` One of them said: ${first}`;
}
