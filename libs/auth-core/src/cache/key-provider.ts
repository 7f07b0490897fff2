/** Where the key of an encrypted file lives. */
export interface KeyProvider {
  /** For people, as the end of "the key is kept in …". */
  readonly name: string;
  /**
   * @param create makes the key if there is none. It is asked for with the file's lock held, so
   *   two processes never make two.
   * @returns 32 bytes, or `undefined` if there is no key
   * @throws {AuthCoreError} `keyring_unavailable` when it cannot tell; that never counts as "no key"
   */
  getKey(create: boolean): Promise<Uint8Array | undefined>;
  /** Removes the key for good. A provider without it keeps its key. */
  removeKey?(): Promise<void>;
}
