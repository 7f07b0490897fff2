import type { Clock } from '../server/clock.ts';

/** Remembers what may be used once, for as long as it could be used again. */
export class ReplayCache {
  readonly #until = new Map<string, number>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Only verified tickets and assertions come here, so other clients cannot fill it.
   *
   * @param until milliseconds since 1970
   * @returns false when it was spent before
   */
  spend(key: string, until: number): boolean {
    const now = this.#clock.now();
    for (const [old, end] of this.#until) if (end < now) this.#until.delete(old);
    if (this.#until.has(key)) return false;
    this.#until.set(key, until);
    return true;
  }
}
