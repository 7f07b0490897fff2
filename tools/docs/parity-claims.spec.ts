import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findUnprovenClaims, findUnwitnessed, readClaims } from './parity-claims.ts';

const root = join(import.meta.dirname, '../..');
const spec = 'tools/docs/parity-claims.spec.ts';
/** Put together, so that this file does not name it. */
const client = ['@azure', 'msal-none'].join('/');

test('a claim without its test is named, and so is one that names a group', () => {
  const claims = readClaims(
    [
      '## Here',
      `documented | there | ${spec} | a claim without its test is named, and so is one that names a group`,
      `emulated | with placeholders | ${spec} | a line that is no claim is named: %s`,
      `documented | not there | ${spec} | never written`,
      `real | by no client | ${spec} | a line that is no claim is named: %s | ${client}`,
      'documented | no file | src/nowhere.spec.ts | x',
      'missing | nothing to show',
    ].join('\n'),
  );
  expect(findUnprovenClaims(claims, root)).toEqual([
    `"not there": ${spec} has no test with the title never written`,
    `"by no client": ${spec} does not use ${client}`,
    '"no file": there is no src/nowhere.spec.ts',
  ]);
});

test('a claim whose test did not pass is named; files that did not run are not judged', () => {
  const claims = readClaims(
    '## A\ndocumented | one | a | good %s, (really)\ndocumented | two | a | bad\ndocumented | three | b | x\nmissing | m',
  );
  const passed = new Map([['a', ['good "x", (really)', 'other']]]);
  expect(findUnwitnessed(claims, passed)).toEqual(['"two": bad (a) did not pass']);
});

test.each([
  ['without a section', 'documented | x | a | b'],
  ['of another state', '## A\ntrue | x | a | b'],
  ['real by no client of others', '## A\nreal | x | a | b'],
  ['documented by one', '## A\ndocumented | x | a | b | c'],
  ['without a test', '## A\nreal | x'],
  ['missing with a test', '## A\nmissing | x | a | b'],
])('a line that is no claim is named: %s', (_, text) => {
  expect(() => readClaims(text)).toThrow(/^Line \d is no claim: /);
});
