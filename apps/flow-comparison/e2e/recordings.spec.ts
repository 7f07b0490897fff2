// @long every flow and every scene once more, as they are recorded
// @requires chromium, kerberos
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { formatPage } from '@entra-flows/tools/format-page.ts';
import { nodeFlags } from '@entra-flows/tools/launch/programs.mjs';
import { root } from '../src/places.ts';
import { commandOf, measuredPage, shownComparisons } from '../src/record/measured-page.ts';

/** ms: a scene takes up to a minute. */
const LONGEST = 900_000;

const run = async (program: string, ...args: string[]) => {
  const file = join(root, 'apps/flow-comparison/src', program);
  // One that fails has told on stdout what differs.
  return promisify(execFile)(process.execPath, [...nodeFlags, file, ...args]).then(
    ({ stdout }) => stdout,
    ({ stdout, stderr }: { stdout: string; stderr: string }) => `${stdout}${stderr}`,
  );
};

test(
  'each recording is what happens now',
  async () => {
    expect(await run('record.ts', '--all', '--lang', 'en')).toMatch(
      /^\d\d recordings are what happens now\.$/m,
    );
  },
  LONGEST,
);

test.each(shownComparisons)(
  'compare prints the table of docs/flows: $flows $scenario',
  async ({ flows, scenario }) => {
    const more = scenario ? ['--scenario', scenario] : [];
    const printed = await run('compare.ts', '--flows', flows.join(), ...more, '--lang', 'en');
    const page = readFileSync(join(root, measuredPage), 'utf8');
    const command = commandOf(flows, scenario);
    const section = `\`${command}\`\n\n${printed}`;
    expect(page).toContain((await formatPage('table.md', section)).trim());
  },
);

test('compare prints nothing but JSON for a program, of a tenant with policies', async () => {
  const chosen = ['--flows', 'device-code', '--policies', 'block-device-code', '--format', 'json'];
  const [figures] = JSON.parse(await run('compare.ts', ...chosen)) as object[];
  expect(figures).toMatchObject({ policies: ['block-device-code'], failed: 'AADSTS53003' });
  expect(await run('compare.ts', '--flows', 'silent', '--policies', 'x')).toMatch(
    /There is no policy x\./,
  );
  for (const program of ['record.ts', 'compare.ts'])
    expect(await run(program, '--flows', ',', '--lang', 'en')).toMatch(/--flows names the flows/);
});
