import { AuthCoreError } from '@entra-flows/auth-core';
import { mergeTables, type Tables } from './merge-tables.ts';
import type { PartitionCell, Seen } from './partition-cell.ts';

/** Each try fails only because another writer got through. */
const MOST_TRIES = 20;

/**
 * Brings one writer's changes into the partition, whatever others write at the same time.
 *
 * A partition whose user signed out stays empty: a refresh that was under way must not sign the user in
 * again, nor write into a later sign-in. One that the store lost meanwhile (evicted, damaged, or restarted
 * without its data) is written whole: the refresh token in memory may be the only valid one.
 *
 * @param base what the writer started from
 * @param newEpoch begins where no sign-in epoch lasts: for a sign-in
 * @returns what the partition holds now
 * @throws {AuthCoreError} `cache_unusable`
 */
export async function commit(
  cell: PartitionCell,
  base: Seen,
  ours: Tables,
  newEpoch?: string,
): Promise<Seen> {
  let theirs = base;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (theirs.signedOut && cell.epoch !== undefined) return theirs;
    const merged = isLost(theirs) ? ours : mergeTables(base.tables, ours, theirs.tables);
    const epoch = theirs.epoch ?? base.epoch ?? cell.epoch ?? newEpoch;
    const { done, now } = await cell.replace(theirs, merged, epoch);
    if (done) return now;
    if (now.signedOut && !base.signedOut && base.value !== undefined) return now;
    theirs = now;
  }
  throw new AuthCoreError(
    'cache_unusable',
    `The tokens could not be kept: others changed the same partition ${MOST_TRIES} times in between. Try again.`,
  );
}

const isLost = ({ text }: Seen): boolean => text === undefined;
