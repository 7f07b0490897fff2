// @long every failure scenario once more, on the pages of a web app
import { describe, expect, test } from '@jest/globals';
import { scenariosFor, testEachScenario } from '@entra-flows/sample-testing';
import { runScenario } from '../testing/run-scenario.ts';
import { cases, type Start } from '../testing/scenario-table.ts';

describe('each failure scenario ends on the right page', () =>
  testEachScenario({
    cases,
    title: ({ scenario, start }) => `${scenario} (${start})`,
    run: runScenario,
    check(outcome, { ends, says }) {
      expect(outcome).toMatchObject({ at: 'app', ...ends });
      expect(outcome.code).toBe(ends.code);
      expect(outcome.page).toMatch(says);
      if (outcome.code && outcome.code !== 'api_error')
        expect(outcome.page).toMatch(/\nWhy: .*\nNext: /s);
      expect(outcome.page).not.toMatch(/\n\s+at |undefined|\[object|eyJ/);
    },
  }));

/** What the app and the user's browser ask of the emulator; of the token endpoint, the grant. */
const signIn = ['discovery', 'authorize', 'authorization_code', 'graph'];
const asks: Partial<Record<Start, string[]>> = {
  newcomer: signIn,
  renew: [...signIn, 'refresh_token'],
};

test('each scenario of the catalogue is played from each start that it affects', () => {
  const able = Object.entries(asks).flatMap(([start, places]) =>
    scenariosFor(places).map((name) => `${name} (${start})`),
  );
  const played = cases.map(({ scenario, start }) => `${scenario} (${start})`);
  expect(played.filter((one) => !one.endsWith('(held)')).sort()).toEqual(able.sort());
});
