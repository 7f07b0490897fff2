/** What `replace` did, or what stands there instead. */
export type Replaced = { done: true } | { done: false; current: string | undefined };

/**
 * Where partitions are kept: texts by key, each with an end of its life, and locks that end by
 * themselves. Redis in production; the memory of one process for a first try.
 *
 * Every method throws `AuthCoreError` `cache_unusable`, with a message for people, when the store
 * does not answer in time.
 */
export interface PartitionStore {
  /** For people: `Redis at localhost:6379`. */
  readonly name: string;
  /** @param keepFor ms from now that the text lives on; unchanged if missing */
  read(key: string, keepFor?: number): Promise<string | undefined>;
  /**
   * Writes only where still stands what the caller has seen, in one step: two writers never undo
   * each other's work unseen.
   *
   * @param seen `undefined`: nothing stood there
   * @param ttl ms that the text lives
   */
  replace(key: string, seen: string | undefined, text: string, ttl: number): Promise<Replaced>;
  /** Writes whatever stands there. @param ttl ms that the text lives */
  put(key: string, text: string, ttl: number): Promise<void>;
  remove(key: string): Promise<void>;
  /**
   * @param owner a text that nobody else has
   * @param life ms after which the lock is free again, whatever became of its owner
   */
  lock(key: string, owner: string, life: number): Promise<boolean>;
  /** Lengthens the life of a lock. False when it is somebody else's by now. */
  extend(key: string, owner: string, life: number): Promise<boolean>;
  /** Frees the lock, if it is still this owner's. */
  unlock(key: string, owner: string): Promise<void>;
}
