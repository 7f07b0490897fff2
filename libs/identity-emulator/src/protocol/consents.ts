import { areAll, type Journal } from '../server/storage/journal.ts';

/**
 * Which permissions users gave to apps. The holder of a consent is a user (object id), or a
 * tenant (its id) whose administrator consented for all users.
 */
export class Consents {
  /** Names of scopes, by holder, app and web API. */
  readonly #granted = new Map<string, readonly string[]>();
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
    for (const [key, value] of journal.entries('consent', { scopes: areAll('string') }))
      this.#granted.set(key, (value as { scopes: string[] }).scopes);
  }

  /**
   * @param resourceId app id of the web API
   * @returns names of scopes without a prefix, such as `User.Read`
   */
  granted(holder: string, clientId: string, resourceId: string): readonly string[] {
    return this.#granted.get(keyOf(holder, clientId, resourceId)) ?? [];
  }

  /** All that a holder gave, by app and web API. */
  of(holder: string): { clientId: string; resourceId: string; scopes: readonly string[] }[] {
    return [...this.#granted].flatMap(([key, scopes]) => {
      const [of, clientId = '', resourceId = ''] = key.split(' ');
      return of === holder ? [{ clientId, resourceId, scopes }] : [];
    });
  }

  /** Resolves when it is kept. What was granted before stays. */
  async add(holder: string, clientId: string, resourceId: string, scopes: readonly string[]) {
    const granted = this.granted(holder, clientId, resourceId);
    if (granted.length > 0 && scopes.every((scope) => granted.includes(scope))) return;
    await this.#keep(keyOf(holder, clientId, resourceId), [...new Set([...granted, ...scopes])]);
  }

  /** Takes back all that a holder gave to an app. */
  async remove(holder: string, clientId: string): Promise<void> {
    const prefix = keyOf(holder, clientId, '');
    const keys = [...this.#granted.keys()].filter((key) => key.startsWith(prefix));
    for (const key of keys) this.#granted.delete(key);
    await this.#journal.write(...keys.map((key) => ({ kind: 'consent', key, value: null })));
  }

  #keep(key: string, scopes: readonly string[]): Promise<void> {
    this.#granted.set(key, scopes);
    return this.#journal.write({ kind: 'consent', key, value: { scopes } });
  }
}

const keyOf = (holder: string, clientId: string, resourceId: string): string =>
  `${holder} ${clientId} ${resourceId}`;
