// @matrix each flow with each scenario that it can meet
// @requires chromium, kerberos
import { expect, test } from '@jest/globals';
import { scenarios } from '@entra-flows/identity-emulator';
import { appliesTo } from '@entra-flows/sample-testing/scenarios';
import { collectRuns } from '../src/compare/collect-runs.ts';
import { eventsOf, figuresOf } from '../src/compare/figures.ts';
import { laneFlows } from '../src/lanes/flows.ts';
import { diagramOf } from '../src/run/diagram.ts';

/** ms: three lanes at a time, and some scenarios take a minute. */
const LONGEST = 900_000;

/** Ten seconds of a page that nobody closes, and a service that tries again, are not failures of the stage. */
const longest = 90_000;

test.each(scenarios.map(({ name, steps }) => [name, steps] as const))(
  '%s',
  async (scenario, steps) => {
    const able = laneFlows.filter(({ places }) => steps.some((step) => appliesTo(step, places)));
    const flows = able.map(({ flow }) => flow);
    for (const run of await collectRuns({ flows, scenario, runs: [1], longest })) {
      const events = eventsOf(run);
      const { state, failed } = figuresOf(run);
      expect([run.flow, ['succeeded', 'failed'].includes(state)]).toEqual([run.flow, true]);
      // A run without a token says why: by a code in the list, or in the lane.
      if (state === 'failed')
        expect([run.flow, failed ?? run.end.message]).not.toContain(undefined);
      expect(events.map(({ order }) => order)).toEqual(events.map((_, at) => at + 1));
      const drawn = diagramOf(events).rows.flatMap(({ events: some }) => some);
      expect(new Set(drawn.map(({ order }) => order)).size).toBe(events.length);
      expect(JSON.stringify(run.messages)).not.toMatch(/eyJ[\w-]{10,}\.eyJ|Password-of-/);
    }
  },
  LONGEST,
);
