import { expect, test } from '@jest/globals';
import type { Check } from './check.ts';
import { versionsPage } from './versions-page.ts';

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
