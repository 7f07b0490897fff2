import { expect, test } from '@jest/globals';
import { ConnectionTimeoutError, SocketClosedUnexpectedlyError } from 'redis';
import { describeRedisFailure } from './describe-redis-failure.ts';

/** Answers of Redis 5 to 7 that are hard to bring about. */
test.each([
  ['LOADING Redis is loading the dataset in memory', 'LOADING', /reading its data/],
  ['BUSY Redis is busy running a script. You can only call SCRIPT KILL', 'BUSY', /SCRIPT KILL/],
  [
    "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
    'MASTERDOWN',
    /lost its primary/,
  ],
  ['CLUSTERDOWN The cluster is down', 'CLUSTERDOWN', /nodes back/],
  ['MOVED 3999 127.0.0.1:6381', 'MOVED', /createCluster/],
  ['MISCONF Redis is configured to save RDB snapshots, but …', 'MISCONF', /its disk/],
  ['DENIED Redis is running in protected mode because …', 'DENIED', /protected mode/],
  ['NOREPLICAS Not enough good replicas to write.', 'NOREPLICAS', /min-replicas-to-write/],
  ['ERR max number of clients reached', 'ERR', /maxclients/],
  ['ERR invalid DB index', 'ERR', /no database/],
  ['ERR Client sent AUTH, but no password is set', 'ERR', /asks for none/],
  ["ERR wrong number of arguments for 'auth' command", 'ERR', /no user names/],
  ["ERR unknown command 'GETEX', with args beginning with: 'eyJ'", 'ERR', /6\.2 or later/],
  [
    "ERR Error running script (call to f_0): @user_script:4: @user_script: 4: -READONLY You can't write against a read only replica.",
    'READONLY',
    /primary/,
  ],
  ['SOMETHINGNEW of a later version', 'SOMETHINGNEW', undefined],
])('%s', (message, word, advice) => {
  const failure = describeRedisFailure(new Error(message));
  expect(failure).toMatchObject({ word, isRefusal: true });
  if (advice) expect(failure.advice).toMatch(advice);
  expect(JSON.stringify(failure)).not.toContain('eyJ');
});

test.each([
  [{ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED ::1:6379' }, 'ECONNREFUSED', undefined],
  [{ code: 'ENOTFOUND' }, 'ENOTFOUND', /cannot be resolved/],
  [{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'ERR_SSL_WRONG_VERSION_NUMBER', /without TLS/],
  [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'SELF_SIGNED_CERT_IN_CHAIN', /NODE_EXTRA_CA_CERTS/],
  [{ errors: [{ code: 'ECONNREFUSED' }] }, 'ECONNREFUSED', undefined],
  [{ name: 'SocketClosedUnexpectedlyError' }, 'SocketClosedUnexpectedlyError', /TLS only/],
  ['a text', 'unknown', undefined],
])('no answer of Redis: %j', (error, word, advice) => {
  const failure = describeRedisFailure(error, 'redis:');
  expect(failure).toMatchObject({ word, isRefusal: false });
  if (advice) expect(failure.advice).toMatch(advice);
  else expect(failure).not.toHaveProperty('advice');
});

test.each([
  ['SocketClosedUnexpectedlyError', SocketClosedUnexpectedlyError],
  ['ConnectionTimeoutError', ConnectionTimeoutError],
])('%s is known in a bundle, whose classes have short names', (word, one) => {
  Object.defineProperty(one, 'name', { value: 'ZE' });
  try {
    const failure = describeRedisFailure(new one(), 'rediss:');
    expect(failure).toMatchObject({ word, advice: expect.stringContaining('speak no TLS') });
  } finally {
    Object.defineProperty(one, 'name', { value: word });
  }
});
