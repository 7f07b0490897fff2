import express, { type Express, type Response } from 'express';
import type { AuthConfig } from './auth-config.ts';
import { showError } from './errors.ts';
import { homePage } from './pages/home-page.ts';
import type { Html } from './pages/html.ts';
import { style } from './pages/style.ts';
import { showProfile } from './profile.ts';
import { finishSignIn } from './redirect.ts';
import { mayGoOnTo, securityHeaders } from './security-headers.ts';
import { sessions } from './session.ts';
import type { Settings } from './settings.ts';
import { beginSignIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import type { Storage } from './storage.ts';
import type { UserClients } from './user-clients.ts';

export interface WebParts {
  config: AuthConfig;
  settings: Settings;
  storage: Storage;
  clients: UserClients;
  /** Where browsers find the app: scheme, host, port. */
  address: string;
  log: (line: string) => void;
  /** ms since 1970 */
  now?: () => number;
}

/** What the routes get to work with. */
export interface Web extends WebParts {
  now: () => number;
  /** As it is registered: loopback, where the port does not matter (RFC 8252 7.3), or PUBLIC_URL. */
  redirectUri: string;
  send(response: Response, page: Html, status?: number): void;
}

export function webApp(parts: WebParts): Express {
  const { settings, storage, address } = parts;
  const web: Web = {
    now: Date.now,
    ...parts,
    redirectUri: address,
    send: (response, page, status = 200) =>
      void response.status(status).type('html').send(page.text),
  };
  const app = express();
  app.set('query parser', 'simple');
  if (settings.publicUrl) app.set('trust proxy', 1);

  app.use(securityHeaders(settings));
  app.get('/healthz', async (_request, response) => {
    const there = await storage.isThere();
    response.status(there ? 200 : 503).json({ status: there ? 'ok' : 'the store does not answer' });
  });
  app.get('/style.css', (_request, response) => void response.type('css').send(style));

  app.use(
    sessions(settings, storage),
    mayGoOnTo((request) => request.session.signOutPage),
  );
  app.get('/', (request, response, next) => finishSignIn(web, request, response, next));
  app.get('/', (request, response) => web.send(response, homePage(request, storage.description)));
  app.get('/sign-in', (request, response) =>
    beginSignIn(web, request, response, { returnTo: '/profile' }),
  );
  app.get('/profile', (request, response) => showProfile(web, request, response));
  app.post(
    '/sign-out',
    express.urlencoded({ extended: false, limit: '1kb' }),
    (request, response) => signOut(web, request, response),
  );
  app.use(showError(web));
  return app;
}
