import { expect, test } from '@jest/globals';
import type { Check } from './check.ts';
import { shownBy, versionsPage } from './versions-page.ts';

const check = (version: string): Check => ({
  ...{ what: 'Node.js', version, how: 'npm test' },
  run: () => Promise.resolve(version),
});
const [twenty, later, next] = [check('20'), check('22'), check('24')];

test('a run renews its own rows, and keeps those of other runs and the text around them', () => {
  const page = `# Versions

Before.

| what    | version | what is done | result | when       |
| ------- | ------- | ------------ | ------ | ---------- |
| Node.js | 20      | npm test     | passed | 2020-01-01 |
| Node.js | 22      | npm test     | passed | 2020-01-01 |
| Node.js | 18      | npm test     | passed | 2020-01-01 |

After.
`;
  const results = [{ check: later, is: 'failed', note: 'it | broke\nat line 1' }] as const;
  const renewed = versionsPage([twenty, later, next], results, page);
  expect(renewed).toMatch(/^# Versions\n\nBefore\.\n\n\| what \|/);
  expect(renewed).toMatch(/\|\n\nAfter\.\n$/);
  const rows = renewed.split('\n').filter((line) => line.startsWith('| Node.js'));
  expect(rows).toEqual([
    '| Node.js | 20 | npm test | passed | 2020-01-01 |',
    expect.stringMatching(
      /^\| Node\.js \| 22 \| npm test \| \*\*failed\*\* \| 20\d\d-\d\d-\d\d, it \\\| broke \|$/,
    ),
    '| Node.js | 24 | npm test | not run |  |',
  ]);
});

test('a row without a version is kept, too', () => {
  const spec: Check = { ...check(''), what: 'Spec', how: 'tools/e2e/a.spec.ts' };
  const row = (cells: string) => `# V\n\n| what |\n| --- |\n${cells}\n\nAfter.\n`;
  const page = row('| Spec     |         | tools/e2e/a.spec.ts | passed | 2020-01-01 |');
  const kept = versionsPage([spec], [], page);
  expect(kept).toMatch(/^\| Spec \| +\| tools\/e2e\/a\.spec\.ts \| passed \| 2020-01-01 \|$/m);
  expect(versionsPage([spec], [], kept)).toBe(kept);
});

test('npm test that passed has shown its operating system; one that failed has not', () => {
  const linux: Check = { ...check('Linux'), what: 'Operating system' };
  const result = { check: { ...later, shows: linux }, is: 'passed', note: '22.1.0' } as const;
  expect(shownBy(result)).toEqual([result, { check: linux, is: 'passed', note: 'Node.js 22.1.0' }]);
  const failed = { ...result, is: 'failed' } as const;
  expect(shownBy(failed)).toEqual([failed]);
  expect(shownBy({ ...result, check: later })).toHaveLength(1);
});
