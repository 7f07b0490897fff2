import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nodeFlags } from '../launch/programs.mjs';
import { compareNumbers, publishedNumbers, publishedOn } from './published-codes.ts';

const markdown = `---
title: Microsoft Entra authentication & authorization error codes
ms.date: 04/24/2024
---
For example, if you received the error code "AADSTS50058" then search for it.

| Error | Description |
|---|---|
| AADSTS50059 | MissingTenantRealmAndNoUserInformationProvided - Tenant is missing.<br>Twice. |
| AADSTS160021| AppSessionSelectionInvalidSessionNotExist - No session. |
| \`AADSTS1234567\` | BrandNew - See [AADSTS50058](/x). |
`;
const html = `<html><head><meta name="ms.date" content="2024-04-24T00:00:00Z" /></head><body>
<p>AADSTS50058</p><table><tbody>
<tr><td>AADSTS50059</td>
<td>MissingTenantRealmAndNoUserInformationProvided - Tenant is <em>missing</em>.</td></tr>
<tr><td style="x"><code>AADSTS160021</code></td><td>No session. AADSTS50058</td></tr>
<tr>
<td>AADSTS1234567 </td>
<td>BrandNew</td>
</tr></tbody></table></body></html>`;

describe.each([
  ['Markdown', markdown],
  ['HTML', html],
])('a page saved as %s', (_name, page) => {
  test('gives the numbers of its table, and none of its prose', () => {
    const numbers = publishedNumbers(page);
    expect([...numbers.keys()]).toEqual(['AADSTS50059', 'AADSTS160021', 'AADSTS1234567']);
    expect(numbers.get('AADSTS50059')).toMatch(/^MissingTenantRealm.* - Tenant is missing ?\./);
  });

  test('gives its date', () => {
    expect(publishedOn(page)).toBe('2024-04-24');
  });
});

test('tells apart what is missing, withdrawn and confirmed', () => {
  const published = new Map([
    ['AADSTS50059', ''],
    ['AADSTS28000', ''],
    ['AADSTS99999', ''],
  ]);
  const records = [
    { code: 'AADSTS50059', source: 'reference' },
    { code: 'AADSTS28000', source: 'observed' },
    { code: 'AADSTS50033', source: 'reference' },
    { code: 'AADSTS53012', source: 'unverified' },
  ];
  expect(compareNumbers(published, records)).toEqual({
    missing: ['AADSTS99999'],
    withdrawn: ['AADSTS50033'],
    confirmed: ['AADSTS28000'],
  });
});

describe('the command', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'error-table-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function compare(text: string) {
    const file = join(folder, 'page');
    await writeFile(file, text);
    const program = fileURLToPath(new URL('../compare-error-table.ts', import.meta.url));
    return promisify(execFile)(process.execPath, [...nodeFlags, program, file]).then(
      ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
  }

  test('names a published number that has no record, and ends with 1', async () => {
    expect(await compare(html)).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /^3 numbers in the list of 2024-04-24\n[^]*Missing: .*\n {2}AADSTS1234567 {2}BrandNew\n/,
      ),
    });
  });

  test('ends with 0 where every number has a record, and with 2 for a page without any', async () => {
    expect((await compare(markdown.replace('1234567', '50058'))).code).toBe(0);
    expect(await compare('<p>AADSTS50058</p>')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('has no table of AADSTS numbers'),
    });
  });
});
