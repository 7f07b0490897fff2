// @long every failure scenario once more, in the window of a desktop app
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scenariosFor, testEachScenario } from '@entra-flows/sample-testing';
import { buildApp } from '../launch/build-app.ts';
import { runScenario } from '../testing/run-scenario.ts';
import { cases, type Start } from '../testing/scenario-table.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desktop-scenarios-'));
  await buildApp(folder);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('each failure scenario ends as a good app ends it', () =>
  testEachScenario({
    cases,
    title: ({ scenario, start }) => `${scenario} (${start})`,
    run: (given) => runScenario(folder, given),
    check(outcome, { ends, says = /(?:)/ }) {
      const { code, ...more } = ends;
      const problem = code ? expect.stringContaining(code) : '';
      expect(outcome).toMatchObject({ problem, ...more });
      expect(outcome.problem + outcome.page).toMatch(says);
      if (outcome.problem) expect(outcome.problem).toMatch(/Why: .*\nNext: /s);
      expect(outcome.problem).not.toMatch(/\n\s+at |undefined|\[object|eyJ/);
    },
  }));

/** What the app and the user's browser ask of the emulator; of the token endpoint, the grant. */
const signIn = ['discovery', 'authorize', 'authorization_code'];
const asks: Partial<Record<Start, string[]>> = {
  newcomer: signIn,
  renew: [...signIn, 'refresh_token', 'graph'],
};

test('each scenario of the catalogue is played from each start that it affects', () => {
  const able = Object.entries(asks).flatMap(([start, places]) =>
    scenariosFor(places).map((name) => `${name} (${start})`),
  );
  const played = cases.map(({ scenario, start }) => `${scenario} (${start})`);
  expect(played.filter((one) => !one.endsWith('(held)')).sort()).toEqual(able.sort());
});
