import type { AuthCoreError } from '../../msal/auth-core-error.ts';
import { type FileCacheOptions, fileCachePlugin } from '../file-cache-plugin.ts';
import type { DamageEvent } from '../set-aside.ts';
import { cannedAuthority } from './canned-authority.ts';

/** A client with the cache, as a process of its own would have it. */
export function freshClient(options: FileCacheOptions) {
  const failures: AuthCoreError[] = [];
  const damages: DamageEvent[] = [];
  const plugin = fileCachePlugin({
    onWriteFailed: (error) => failures.push(error),
    onDamaged: (event) => damages.push(event),
    ...options,
  });
  const authority = cannedAuthority(plugin);
  const names = async () =>
    (await authority.client.getAllAccounts()).map(({ username }) => username.split('@')[0]).sort();
  return {
    ...authority,
    plugin,
    failures,
    damages,
    names,
    cache: authority.client.getTokenCache(),
  };
}
