import { expect, test } from '@jest/globals';
import type { Exchange } from '@entra-flows/auth-core';
import stringWidth from 'fast-string-width';
import { type VerboseLogOptions, verboseLog } from './verbose-log.ts';

const exchange: Exchange = {
  at: 0,
  method: 'POST',
  url: 'https://login.example/tenant/token',
  request: { grant_type: 'refresh_token', scope: 'User.Read openid' },
  status: 400,
  response: { error: 'invalid_grant', error_description: '[20 chars]\u001b[2J' },
  duration: 12,
};
const ofMsal = (text: string) =>
  `[Sun, 29 Nov 2026 23:28:06 GMT] : [4c0b5d75] : @azure/msal-node@7.2.3 : ${text}`;

function logged(columns: number | undefined, options?: VerboseLogOptions): string {
  process.env['NO_COLOR'] = '1';
  let text = '';
  const stream = { write: (part: string) => (text += part), isTTY: columns !== undefined, columns };
  const { log, onExchange } = verboseLog(stream, options);
  onExchange?.(exchange);
  for (const line of [
    'Verbose - createAuthority called',
    'Verbose - createAuthority called',
    'Warning - odd',
  ])
    log?.(ofMsal(line));
  return text;
}

test('an exchange is a line, with its details below; MSAL says each thing once', () => {
  expect(logged(undefined).split('\n')).toEqual([
    'http  POST https://login.example/tenant/token 400 in 12 ms',
    '      > grant_type=refresh_token scope=User.Read openid',
    '      < error=invalid_grant error_description=[20 chars][2J',
    'msal  createAuthority called',
    'msal  Warning: odd',
    '',
  ]);
});

test('a terminal of 40 columns breaks nothing inside words', () => {
  const wide = logged(40)
    .split('\n')
    .filter((line) => stringWidth(line) > 40);
  expect(wide.filter((line) => line.trim().includes(' '))).toEqual([]);
});

test('a log that others keep has one line an entry, and all of them', () => {
  const lines = logged(undefined, { oneLine: true }).trim().split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toContain('in 12 ms > grant_type=refresh_token');
  expect(lines[1]).toContain('GMT] : [4c0b5d75]');
});
