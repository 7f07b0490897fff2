import { UsageError } from '@entra-flows/sample-kit';
import { expect, test } from '@jest/globals';
import { readSettings } from './settings.ts';

const secret = 'a'.repeat(32);

test.each<[string[], NodeJS.ProcessEnv, string]>([
  [['--port', '70000'], {}, '--port 70000 is not a whole number'],
  [['--port', '1e3'], {}, '--port 1e3 is not a whole number'],
  [['--scopes', ' , '], {}, '--scopes names no scope'],
  [['--scopes', '범위'], {}, '--scopes names no scope'],
  [['--frobnicate'], {}, "Unknown option '--frobnicate'"],
  [[], { REDIS_URL: 'redis://localhost' }, 'SESSION_SECRET is not set'],
  [[], { REDIS_URL: 'localhost:6379', SESSION_SECRET: secret }, 'REDIS_URL is not a URL'],
  [[], { REDIS_URL: 'redis://', SESSION_SECRET: secret }, 'REDIS_URL is not a URL'],
  [[], { REDIS_URL: 'redis://localhost/db', SESSION_SECRET: secret }, 'number of a database'],
  [[], { REDIS_URL: 'redis://u:p%@localhost', SESSION_SECRET: secret }, 'Write it as %25'],
  [[], { SESSION_SECRET: 'short' }, 'too short'],
  [[], { SESSION_SECRET: `${secret},short` }, 'too short'],
  [[], { PUBLIC_URL: 'ftp://app.example' }, 'PUBLIC_URL is not a URL'],
  [[], { PUBLIC_URL: 'https://app.example/base' }, 'leave out path'],
  [[], { PUBLIC_URL: 'https://app.example/?a=b' }, 'leave out path'],
  [[], { PUBLIC_URL: 'https://app.example/#a' }, 'leave out path'],
  [[], { PUBLIC_URL: 'https://ada:pw@app.example' }, 'leave out path'],
])('%j with %j: says what to change, without the value', (args, env, words) => {
  expect(() => readSettings(args, env)).toThrow(UsageError);
  expect(() => readSettings(args, env)).toThrow(words);
});

test('reads what is set, and has a default for the rest', () => {
  expect(readSettings([], {})).toEqual({
    ...{ port: 3000, scopes: ['User.Read'], verbose: false, help: false, sessionSecrets: [] },
  });
  const url = 'redis://user:pass@redis.example:6380/1';
  const env = { REDIS_URL: url, SESSION_SECRET: `${secret}, ${secret}` };
  expect(readSettings(['--port', '0', '--scopes', 'User.Read,Mail.Read'], env)).toMatchObject({
    ...{ port: 0, scopes: ['User.Read', 'Mail.Read'], redisUrl: url },
    sessionSecrets: [secret, secret],
  });
});
