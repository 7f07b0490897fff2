import type { AuthorityConfig } from '@entra-flows/sample-kit/service';

/**
 * Makes the one function that opens something outside of this app. What it is given comes from
 * MSAL, but an address that goes to the system can start any program: so only the authority's own
 * sign-in and sign-out pages pass.
 *
 * @param openExternal of Electron's `shell`
 * @throws {Error} from what it returns, for any other address
 * @see https://www.electronjs.org/docs/latest/tutorial/security (item 15)
 */
export function openAtAuthority(
  where: Pick<AuthorityConfig, 'authority' | 'emulator'>,
  openExternal: (address: string) => Promise<void>,
): (address: string) => Promise<void> {
  const { origin } = new URL(pagesOf(where));
  return async (address) => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    const isPage = /^\/[^/]+\/oauth2\/v2\.0\/(?:authorize|logout)$/.test(url?.pathname ?? '');
    if (!url || url.origin !== origin || url.username || url.password || !isPage) {
      throw new Error(`only the sign-in and sign-out pages of ${origin} are opened`);
    }
    await openExternal(url.href);
  };
}

/** The authority's sign-out page for one user. */
export function logoutAddress(
  where: Pick<AuthorityConfig, 'authority' | 'emulator'>,
  username: string,
): string {
  const { pathname } = new URL(where.authority);
  const tenant = pathname.split('/')[1] ?? '';
  const address = new URL(`/${tenant}/oauth2/v2.0/logout`, pagesOf(where));
  address.searchParams.set('logout_hint', username);
  return address.href;
}

/** The emulator's pages have an address of their own; Entra's are where its authority is. */
const pagesOf = ({ authority, emulator }: Pick<AuthorityConfig, 'authority' | 'emulator'>) =>
  emulator?.pages ?? authority;
