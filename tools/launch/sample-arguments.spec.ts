import { describe, expect, test } from '@jest/globals';
import { accountOf, asksHelp } from './sample-arguments.mjs';

describe('the account of a sample', () => {
  test.each([
    [['--account', 'bruno@contoso.example'], 'bruno@contoso.example'],
    [['--json', '--account=bruno@contoso.example', '--scopes', 'a b'], 'bruno@contoso.example'],
    [['--account', 'a@x', '--account', 'b@x'], 'b@x'],
    [['--account'], undefined],
    [['--account='], undefined],
    [['--', '--account', 'a@x'], undefined],
    [[], undefined],
  ])('%j names %s', (args, account) => {
    expect(accountOf(args)).toBe(account);
  });
});

test.each([
  [['--help'], true],
  [['--json', '-h'], true],
  [['--json'], false],
])('%j asks for help: %s', (args, expected) => {
  expect(asksHelp(args)).toBe(expected);
});
