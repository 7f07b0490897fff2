import type { MutantSet } from '../mutant.ts';

const cache = 'src/partitioned-token-cache.spec.ts';
const merge = 'src/partition/merge-tables.spec.ts';
const seal = 'src/partition/seal-value.spec.ts';
const memory = 'src/store/memory-store.spec.ts';
const redis = 'e2e/redis.spec.ts';

/** What a store that others reach may hold, and who may write over it. */
export const tokenCacheRedis: MutantSet = {
  project: 'libs/token-cache-redis',
  mutants: [
    {
      name: 'a refresh under way puts the refresh token back after a sign-out',
      file: 'src/partition/partition-cell.ts',
      from: 'if (value === SIGNED_OUT) return { ...NOTHING_SEEN, value, signedOut: true };',
      to: 'if (value === SIGNED_OUT) return { ...NOTHING_SEEN, value };',
      spec: cache,
    },
    {
      name: 'a sign-out leaves nothing that a late write could see',
      file: 'src/partition/partition-cell.ts',
      from: 'signOut: () => store.put(key, SIGNED_OUT, ttl),',
      to: 'signOut: () => store.remove(key),',
      spec: cache,
    },
    {
      name: 'a session of an earlier epoch uses the tokens of the next',
      file: 'src/partition/partition-cell.ts',
      from: 'const isOther = epoch !== undefined && seen.epoch !== epoch;',
      to: 'const isOther = epoch === null;',
      spec: cache,
    },
    {
      name: 'a further sign-in begins another epoch',
      file: 'src/partition/commit.ts',
      from: 'theirs.epoch ?? base.epoch ?? cell.epoch ?? newEpoch',
      to: 'newEpoch ?? theirs.epoch ?? base.epoch ?? cell.epoch',
      spec: cache,
    },
    {
      name: 'tokens outlive their time in the store',
      file: 'src/partition/partition-cell.ts',
      from: 'store.replace(key, seen.value, value, ttl)',
      to: 'store.replace(key, seen.value, value, ttl * 1000)',
      spec: cache,
    },
    {
      name: "one user's value is opened in another's place",
      file: 'src/partition/seal-value.ts',
      from: '  decipher.setAAD(Buffer.from(place));\n',
      to: '  void place;\n',
      also: [{ from: '      cipher.setAAD(Buffer.from(key));\n', to: '      void key;\n' }],
      spec: seal,
    },
    {
      name: 'what was changed in the store is opened',
      file: 'src/partition/seal-value.ts',
      from: 'decipher.update(bytes.subarray(ID + NONCE, -TAG)), decipher.final()]',
      to: 'decipher.update(bytes.subarray(ID + NONCE, -TAG))]',
      spec: seal,
    },
    {
      name: 'values in clear are accepted where keys are given',
      file: 'src/partition/seal-value.ts',
      from: 'if (!value.startsWith(MARK)) return undefined;',
      to: 'if (!value.startsWith(MARK)) return value;',
      spec: seal,
    },
    {
      name: 'tokens stand in clear although keys are given',
      file: 'src/partitioned-token-cache.ts',
      from: 'const seal = keys ? sealedValues(keys) : plainValues;',
      to: 'const seal = plainValues;',
      spec: cache,
    },
    {
      name: 'all users share one partition',
      file: 'src/partitioned-token-cache.ts',
      from: 'const key = `${prefix}user:${owner}`;',
      to: 'const key = `${prefix}user:${owner.slice(-36)}`;',
      spec: cache,
    },
    {
      name: 'all users share one lock',
      file: 'src/partitioned-token-cache.ts',
      from: '`${key}:lock`',
      to: '`${prefix}lock`',
      spec: cache,
    },
    {
      name: 'a token that could not be written is forgotten',
      file: 'src/partition/token-partition.ts',
      from: '      tables.unsaved = true;\n',
      to: '',
      spec: cache,
    },
    {
      name: 'a token partition of a newcomer takes over what others hold',
      file: 'src/partition/token-partition.ts',
      from: 'tablesIn(cache), randomUUID()',
      to: "tablesIn(cache), 'the same for all'",
      spec: cache,
    },
    {
      name: 'a late write takes a younger refresh token away',
      file: 'src/partition/merge-tables.ts',
      from: 'if (!(theirsIsYounger && renewed(key))) merged.set(key, value);',
      to: 'merged.set(key, value);',
      spec: merge,
    },
    {
      name: 'an account that was signed out stays where others renewed',
      file: 'src/partition/merge-tables.ts',
      from: "if (!renewed(key) || signedOut.has(member(value, 'home_account_id'))) merged.delete(key);",
      to: 'if (!renewed(key)) merged.delete(key);',
      spec: merge,
    },
    {
      name: 'a caller that does not own the lock unlocks it, in memory',
      file: 'src/store/memory-store.ts',
      from: 'if (alive(key)?.text === owner) entries.delete(key);',
      to: 'entries.delete(key);',
      spec: cache,
    },
    {
      name: 'a caller that does not own the lock unlocks it, in Redis',
      file: 'src/store/redis-store.ts',
      from: `if redis.pcall('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`,
      to: "return redis.call('DEL', KEYS[1])",
      spec: redis,
      test: 'a lock is lengthened and freed by its owner only',
    },
    {
      name: 'a caller that does not own the lock lengthens it, in Redis',
      file: 'src/store/redis-store.ts',
      from: `if redis.pcall('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`,
      to: "return redis.call('PEXPIRE', KEYS[1], ARGV[2])",
      spec: redis,
      test: 'a lock is lengthened and freed by its owner only',
    },
    {
      name: 'a write in Redis replaces what another writer wrote meanwhile',
      file: 'src/store/redis-store.ts',
      from: "  if '${UNREADABLE}' .. digest ~= ARGV[1] then return {0, current, digest} end\n",
      to: '',
      spec: redis,
      test: 'without a lock, lose no token',
    },
    {
      name: 'what has run out stays in memory for ever',
      file: 'src/store/memory-store.ts',
      from: 'for (const one of entries.keys()) alive(one);',
      to: '',
      spec: memory,
    },
  ],
};
