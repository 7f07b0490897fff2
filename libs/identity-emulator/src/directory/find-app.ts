import { entraError } from '../errors/entra-error.ts';
import type { App, Directory } from './directory.ts';
import type { Audience } from './find-audience.ts';

/**
 * The app registration that a client may use at an authority.
 *
 * @throws EntraError 900144, 700016, 50059, 50194 or 9002332, whichever Entra would send
 */
export function findApp(directory: Directory, audience: Audience, clientId?: string): App {
  if (!clientId) throw entraError(900144, 'client_id');
  const { tenant, app } = lookUp(directory, clientId);
  if (audience.shared === 'consumers') {
    if (!app) throw entraError(700016, clip(clientId), 'Microsoft Accounts');
    if (app.signInAudience !== 'any-account') throw entraError(9002332, app.clientId, app.name);
  }
  if (audience.shared) {
    // Without a tenant in the path Entra cannot say in which directory the app is missing.
    if (!app) throw entraError(50059);
    if (app.signInAudience === 'this-tenant') throw entraError(50194, app.clientId, app.name);
    return app;
  }
  if (app && (tenant === audience.tenant || app.signInAudience !== 'this-tenant')) return app;
  throw entraError(700016, clip(clientId), audience.tenant?.name ?? audience.segment);
}

function lookUp(directory: Directory, clientId: string) {
  const id = clientId.toLowerCase();
  for (const tenant of directory.tenants) {
    const app = tenant.apps.find((candidate) => candidate.clientId === id);
    if (app) return { tenant, app };
  }
  return {};
}

const clip = (text: string): string => text.slice(0, 100);
