import type { Visit } from '../visit.ts';

/**
 * Notes in the trace that an app sent a browser, without what it sent.
 *
 * @param endpoint last part of its path
 */
export function recordVisit(
  { state, query, segment }: Visit,
  endpoint: 'authorize' | 'adminconsent' | 'logout',
  correlationId: string,
  status: number,
  error?: string,
): void {
  const clientId = query.get('client_id');
  const version = endpoint === 'adminconsent' ? 'v2.0' : 'oauth2/v2.0';
  state.exchanges.add({
    at: new Date(state.clock.now()).toISOString(),
    endpoint,
    method: 'GET',
    path: `/${segment}/${version}/${endpoint}`,
    status,
    ...(error !== undefined && { error }),
    ...(clientId && { clientId }),
    ...(correlationId && { correlationId }),
  });
}
