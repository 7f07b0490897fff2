/** What `replace` did, or what it found instead. */
export type Replaced =
  | {
      /** The new text was written. */
      done: true;
    }
  | {
      /** Another text was there. */
      done: false;
      /** That text; `undefined`: there was none. */
      current: string | undefined;
    };

/**
 * Where partitions are kept: texts by key, each with an end of its life, and locks that end by
 * themselves. Redis in production; the memory of one process for a first try.
 *
 * Every method throws `AuthCoreError` `cache_unusable`, with a message for users, when the store does not
 * answer in time or refuses.
 */
export interface PartitionStore {
  /** For messages: `Redis at localhost:6379`. */
  readonly name: string;
  /**
   * Reads a text; `undefined` where there is none.
   *
   * @param keepFor ms from now that the text lives on; unchanged if missing
   */
  read(key: string, keepFor?: number): Promise<string | undefined>;
  /**
   * Writes a text if the store still holds what the caller has seen, in one step: two writers never undo
   * each other's work unseen.
   *
   * @param seen `undefined`: nothing stood there
   * @param ttl ms that the text lives
   */
  replace(key: string, seen: string | undefined, text: string, ttl: number): Promise<Replaced>;
  /**
   * Writes a text, whatever is there.
   *
   * @param ttl ms that the text lives
   */
  put(key: string, text: string, ttl: number): Promise<void>;
  /** Removes a text. */
  remove(key: string): Promise<void>;
  /**
   * Takes a lock if it is free.
   *
   * @param owner a text that no other caller has
   * @param life ms after which the lock is free again, whatever became of its owner
   */
  lock(key: string, owner: string, life: number): Promise<boolean>;
  /** Lengthens the life of a lock; false when another owner has it by now. */
  extend(key: string, owner: string, life: number): Promise<boolean>;
  /** Frees the lock, if it is still this owner's. */
  unlock(key: string, owner: string): Promise<void>;
}
