import {
  knownGraph,
  UsageError,
  whereIsTheAuthority,
  type Whereabouts,
} from '@entra-flows/sample-kit';

/** What `nx build` found in ENTRA_CLIENT_ID, ENTRA_AUTHORITY and ENTRA_GRAPH: all are public. */
declare const __BUILT_WITH__: { clientId: string; authority: string; graph: string };

/**
 * Who asks (client ID), whom (authority), and for whose API (graph).
 *
 * In development from the environment or `.env.local`. A packaged app takes what it was built with
 * and nothing else: its environment belongs to whoever starts it.
 *
 * @throws {UsageError} with what to set
 */
export function authConfig(app: { isPackaged: boolean }): Whereabouts & { graph: string } {
  const where = whereabouts(app);
  return { ...where, graph: knownGraph(where) };
}

function whereabouts({ isPackaged }: { isPackaged: boolean }): Whereabouts {
  if (!isPackaged) return whereIsTheAuthority('electron-interactive');
  const { clientId, authority, graph } = __BUILT_WITH__;
  if (!clientId || !authority) {
    throw new UsageError(
      'This package was built without ENTRA_CLIENT_ID and ENTRA_AUTHORITY, so there is nobody to ask for a token.\n' +
        'Set both, then build and package it again.',
    );
  }
  return whereIsTheAuthority(
    'electron-interactive',
    { ENTRA_CLIENT_ID: clientId, ENTRA_AUTHORITY: authority, ENTRA_GRAPH: graph },
    {},
  );
}
