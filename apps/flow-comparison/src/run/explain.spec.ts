import { expect, test } from '@jest/globals';
import { claimTexts } from './claim-texts.ts';
import { diagramOf } from './diagram.ts';
import { actorName, explainRow, labelOf } from './explain.ts';
import { anEvent, http } from './testing/hand-made-run.ts';

const rowsOf = (...events: Parameters<typeof anEvent>[]) =>
  diagramOf(events.map((event) => anEvent(...event))).rows;

test('a step says what it is, why it is sent, and which specification it follows', () => {
  const [row] = rowsOf([1, 0, 'redeem-code', ['app', 'authority'], http('/token')]);
  expect(explainRow(row!, 'en')).toEqual({
    title: 'The app exchanges the code for tokens',
    paragraphs: [expect.stringContaining('PKCE verifier'), expect.stringContaining('address bar')],
    specification: { name: 'RFC 7636, 4.5', url: expect.stringContaining('rfc7636') },
  });
});

test('a failure says first what its code means', () => {
  const failed = { code: 'AADSTS53003' };
  const rows = rowsOf([1, 0, 'poll', ['app', 'authority'], { ...http('/token', 400), failed }]);
  const { title, paragraphs, specification } = explainRow(rows[1]!, 'en');
  expect(title).toContain('AADSTS53003');
  expect(paragraphs[0]).toContain('policy');
  expect(specification?.url).toBe('https://login.microsoftonline.com/error?code=53003');
});

test('a kind, a code or a claim that the page does not know is shown as it is', () => {
  const failed = { code: 'AADSTS1' };
  const [row] = rowsOf([1, 0, 'constructor', ['app', 'browser'], { failed }]);
  expect(labelOf(row!, 'en')).toBe('constructor: AADSTS1');
  expect(explainRow(row!, 'ko').paragraphs).toEqual([]);
  expect(Object.keys(claimTexts.ko)).toEqual(Object.keys(claimTexts.en));
  expect(actorName('user', 'ko')).toBe('사용자');
});
