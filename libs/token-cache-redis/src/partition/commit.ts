import { AuthCoreError } from '@entra-flows/auth-core';
import { mergeTables, type Tables } from './merge-tables.ts';
import type { PartitionCell, Seen } from './partition-cell.ts';

/** Each try fails only because another writer got through. */
const MOST_TRIES = 20;

/**
 * Brings one writer's changes into the partition, whatever others write at the same time.
 *
 * A partition whose user signed out stays so: a refresh that was under way must not sign a person in
 * again, nor write into what a later sign-in has begun. One that the store lost meanwhile (evicted,
 * damaged, or restarted without its data) is written whole: the refresh token in hand may be the only
 * one that is still good.
 *
 * @param base what the writer started from
 * @param newEpoch begins where no sign-in epoch lasts: for a sign-in
 * @returns what stands in the partition now
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
