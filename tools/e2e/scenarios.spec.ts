// @long every failure scenario, with each command-line sample
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { scenarios } from '@entra-flows/identity-emulator';
import { scenariosFor, testEachScenario } from '@entra-flows/sample-testing';
import { runScenario } from './scenarios/run-scenario.ts';
import { cases, type SampleName } from './scenarios/scenario-table.ts';

describe('each failure scenario ends as a good client ends it', () =>
  testEachScenario({
    cases,
    title: ({ scenario, sample }) => `${scenario}, ${sample}`,
    run: runScenario,
    check({ read, ...outcome }, { ends, says = /(?:)/ }) {
      expect(outcome).toMatchObject(ends);
      expect(read).toMatch(says);
      expect(read).not.toMatch(/^\s+at /m);
      if (ends.exit === 1) expect(read).toContain(ends.code === 'api_error' ? 'API' : ends.code);
    },
  }));

/** It needs more than an emulator; its own table holds the check against the catalogue for itself. */
const withOwnTable = ['cli-integrated-windows'];
/** They end as cli-device-code does: one polls when the user presses a key, the other calls a second API. */
const withoutTable = ['cli-device-code-steps', 'cli-azure-sdk'];

test('each command-line sample has a table', () => {
  const apps = join(import.meta.dirname, '../../apps');
  const samples = readdirSync(apps).filter((name) => name.startsWith('cli-'));
  const own = withOwnTable.filter((name) => existsSync(join(apps, name, 'e2e/scenarios.spec.ts')));
  expect([...Object.keys(asks), ...own, ...withoutTable].sort()).toEqual(samples.sort());
});

/** What each sample asks of the emulator: endpoints, and of the token endpoint the grants. */
const browser = ['discovery', 'authorize', 'authorization_code', 'refresh_token', 'graph'];
const asks: Record<SampleName, string[]> = {
  'cli-device-code': ['discovery', 'devicecode', 'device_code', 'refresh_token', 'graph'],
  'cli-interactive': browser,
  'cli-broker': browser,
  'cli-username-password': ['discovery', 'password', 'refresh_token', 'graph'],
  'cli-accounts': ['discovery', 'refresh_token', 'graph'],
};

test('each scenario of the catalogue is played to each sample that it affects, and to one at least', () => {
  const able = Object.entries(asks).flatMap(([sample, places]) =>
    scenariosFor(places).map((name) => `${name}, ${sample}`),
  );
  const played = new Set(cases.map(({ scenario, sample }) => `${scenario}, ${sample}`));
  expect([...played].sort()).toEqual(able.sort());
  const names = new Set(cases.map(({ scenario }) => scenario));
  expect([...names].sort()).toEqual(scenarios.map(({ name }) => name).sort());
});
