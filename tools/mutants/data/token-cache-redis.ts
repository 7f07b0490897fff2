import { mistakes, type MutantSet } from '../mutant.ts';

const cache = 'src/partitioned-token-cache.spec.ts';
const merge = 'src/partition/merge-tables.spec.ts';
const seal = 'src/partition/seal-value.spec.ts';
const memory = 'src/store/memory-store.spec.ts';
const redis = 'e2e/redis.spec.ts';

/** What a store that others reach may hold, and who may write over it. */
export const tokenCacheRedis: MutantSet = {
  project: 'libs/token-cache-redis',
  mutants: [
    mistakes('src/partition/partition-cell.ts', cache, {
      'a refresh under way puts the refresh token back after a sign-out': [
        'if (value === SIGNED_OUT) return { ...NOTHING_SEEN, value, signedOut: true };',
        'if (value === SIGNED_OUT) return { ...NOTHING_SEEN, value };',
      ],
      'a sign-out leaves nothing that a late write could see': [
        'signOut: () => store.put(key, SIGNED_OUT, ttl),',
        'signOut: () => store.remove(key),',
      ],
      'a session of an earlier epoch uses the tokens of the next': [
        'const isOther = epoch !== undefined && seen.epoch !== epoch;',
        'const isOther = epoch === null;',
      ],
      'tokens outlive their time in the store': [
        'store.replace(key, seen.value, value, ttl)',
        'store.replace(key, seen.value, value, ttl * 1000)',
      ],
    }),
    mistakes('src/partition/token-partition.ts', cache, {
      'a further sign-in begins another epoch': [
        'theirs.epoch ?? base.epoch ?? cell.epoch ?? newEpoch',
        'newEpoch ?? theirs.epoch ?? base.epoch ?? cell.epoch',
      ],
    }),
    mistakes('src/partition/seal-value.ts', seal, {
      "one user's value is opened in another's place": [
        '  decipher.setAAD(Buffer.from(place));\n',
        '  void place;\n',
        '      cipher.setAAD(Buffer.from(key));\n',
        '      void key;\n',
      ],
      'what was changed in the store is opened': [
        'decipher.update(bytes.subarray(ID + NONCE, -TAG)), decipher.final()]',
        'decipher.update(bytes.subarray(ID + NONCE, -TAG))]',
      ],
      'values in clear are accepted where keys are given': [
        'if (!value.startsWith(MARK)) return undefined;',
        'if (!value.startsWith(MARK)) return value;',
      ],
    }),
    mistakes('src/partitioned-token-cache.ts', cache, {
      'tokens stand in clear although keys are given': [
        'const seal = keys ? sealedValues(keys) : plainValues;',
        'const seal = plainValues;',
      ],
      'all users share one partition': [
        'const key = `${prefix}user:${owner}`;',
        'const key = `${prefix}user:${owner.slice(-36)}`;',
      ],
      'all users share one lock': ['`${key}:lock`', '`${prefix}lock`'],
    }),
    mistakes('src/partition/token-partition.ts', cache, {
      'a token that could not be written is forgotten': ['      tables.unsaved = true;\n', ''],
      'a token partition of a newcomer takes over what others hold': [
        'tablesIn(cache), randomUUID()',
        "tablesIn(cache), 'the same for all'",
      ],
    }),
    mistakes('src/partition/merge-tables.ts', merge, {
      'a late write takes a younger refresh token away': [
        'if (!(theirsIsYounger && renewed(key))) merged.set(key, value);',
        'merged.set(key, value);',
      ],
      'an account that was signed out stays where others renewed': [
        "if (!renewed(key) || signedOut.has(member(value, 'home_account_id'))) merged.delete(key);",
        'if (!renewed(key)) merged.delete(key);',
      ],
    }),
    mistakes('src/store/memory-store.ts', cache, {
      'a caller that does not own the lock unlocks it, in memory': [
        'if (alive(key)?.text === owner) entries.delete(key);',
        'entries.delete(key);',
      ],
    }),
    mistakes(
      'src/store/redis-store.ts',
      { spec: redis, test: 'a lock is lengthened and freed by its owner only' },
      {
        'a caller that does not own the lock unlocks it, in Redis': [
          `if redis.pcall('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`,
          "return redis.call('DEL', KEYS[1])",
        ],
        'a caller that does not own the lock lengthens it, in Redis': [
          `if redis.pcall('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`,
          "return redis.call('PEXPIRE', KEYS[1], ARGV[2])",
        ],
      },
    ),
    mistakes(
      'src/store/redis-store.ts',
      { spec: redis, test: 'without a lock, lose no token' },
      {
        'a write in Redis replaces what another writer wrote meanwhile': [
          "  if '${UNREADABLE}' .. digest ~= ARGV[1] then return {0, current, digest} end\n",
          '',
        ],
      },
    ),
    mistakes('src/store/memory-store.ts', memory, {
      'what has run out stays in memory for ever': [
        'for (const one of entries.keys()) alive(one);',
        '',
      ],
    }),
  ],
};
