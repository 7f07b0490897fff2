import { availableParallelism } from 'node:os';
import { beforeAll, expect, test } from '@jest/globals';
import type { AfterFailure } from './first-failure.ts';

/** One scenario of the emulator's catalogue, and what a sample is expected to do. */
export interface ScenarioCase {
  scenario: string;
  /** The scenario ends with its first failure; seconds until the sample may ask again. */
  pause?: number;
}

/** What a spec needs to play its cases. */
export interface EachScenario<Case extends ScenarioCase, Outcome> {
  cases: readonly Case[];
  /** The title of the test; default: the scenario. */
  title?: (given: Case) => string;
  /** Plays one case, in an emulator of its own. */
  run: (given: Case) => Promise<Outcome>;
  /** Compares what came of it. */
  check: (outcome: Outcome, given: Case) => void;
}

/** ms for all cases together: a hundred processes, on a busy machine too. */
const LONGEST = 300_000;

/**
 * Most cases wait for a deadline or for a scenario to go on, which costs nothing. What costs is bounded by the
 * processors: sixteen on two of them, beside other tests, kept samples waiting beyond their own deadlines.
 */
const AT_ONCE = Math.min(16, 4 * availableParallelism());

/** The same expectations for one scenario from several starts. */
export const casesOf = <const Start extends string, const Expected extends object>(
  scenario: string,
  starts: readonly Start[],
  expected: Expected,
): (Expected & { scenario: string; start: Start })[] =>
  starts.map((start) => ({ scenario, start, ...expected }));

/**
 * One test for each case. Before the first test all cases are played, several at a time. Where the outcome
 * tells the pause after the first failure, it must not be shorter than that of the case.
 */
export function testEachScenario<Case extends ScenarioCase, Outcome extends object>({
  cases,
  title = ({ scenario }) => scenario,
  run,
  check,
}: EachScenario<Case, Outcome>): void {
  let outcomeOf: (given: Case) => Outcome;
  beforeAll(async () => {
    outcomeOf = await runAll(cases, run);
  }, LONGEST);
  test.each(cases.map((given) => [title(given), given] as const))('%s', (_title, given) => {
    const outcome: Outcome & Partial<AfterFailure> = outcomeOf(given);
    check(outcome, given);
    // Timers of Node may fire a little early.
    if (given.pause !== undefined) expect(outcome.pause).toBeGreaterThanOrEqual(given.pause - 0.05);
  });
}

async function runAll<Case extends ScenarioCase, Outcome>(
  cases: readonly Case[],
  run: (given: Case) => Promise<Outcome>,
): Promise<(given: Case) => Outcome> {
  const endings = new Map<Case, PromiseSettledResult<Outcome>>();
  const waiting = [...cases].sort((a, b) => seconds(b) - seconds(a)).values();
  const worker = async () => {
    for (const given of waiting) {
      const [ending] = await Promise.allSettled([run(given)]);
      endings.set(given, ending);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return (given) => {
    const ending = endings.get(given);
    if (ending?.status !== 'fulfilled') throw ending?.reason;
    return ending.value;
  };
}

/** The longest waits begin first. */
const seconds = ({ scenario, pause = 0 }: ScenarioCase) =>
  ['hang', 'slow-network'].includes(scenario) ? 15 : pause;
