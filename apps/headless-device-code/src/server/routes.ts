import { pageLanguage } from '@entra-flows/sample-kit/page';
import { plainJson } from '@entra-flows/sample-kit/service';
import type { ServiceStatus, StatusView } from '../service-status.ts';
import { metrics, METRICS_TYPE } from './metrics.ts';
import { pagePolicy, statusPage } from './status-page.ts';

interface Answer {
  status?: number;
  /** Default: plain text. */
  type?: string;
  headers?: Record<string, string>;
  body: string;
}

/** The answers to GET, by path. */
export function routes(
  status: ServiceStatus,
): Record<string, (query: URLSearchParams, accepted?: string) => Answer> {
  return {
    '/': (query, accepted) => ({
      type: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': pagePolicy },
      body: statusPage(status.view, pageLanguage(query.get('ui_locales') ?? '', accepted)),
    }),
    '/status.json': () => ({
      type: 'application/json; charset=utf-8',
      body: `${plainJson(status.view)}\n`,
    }),
    // Alive: this process answers. A restart would not bring a sign-in.
    '/healthz': () => ({ body: 'ok\n' }),
    '/readyz': () => readiness(status.view),
    '/metrics': () => ({ type: METRICS_TYPE, body: metrics(status) }),
  };
}

/** Ready: the last round of work went well. */
function readiness({ state, code, trouble }: StatusView): Answer {
  if (state === 'working') return { body: 'ready\n' };
  const why = code
    ? `sign-in needed: code ${code.userCode} at ${code.verificationUri}`
    : (trouble?.text ?? 'starting');
  return { status: 503, body: `not ready\n${why}\n` };
}
