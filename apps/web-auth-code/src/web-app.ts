import { pageStyle } from '@entra-flows/sample-kit/page';
import express, { type Express, type RequestHandler, type Response } from 'express';
import type { AuthConfig } from './auth-config.ts';
import { showError, showNoSuchPage } from './errors.ts';
import { nothingAhead } from './nothing-ahead.ts';
import { onlyOwnHost, warnOfPlainHttp } from './own-address.ts';
import { homePage } from './pages/home-page.ts';
import type { Markup } from '@entra-flows/sample-kit/service';
import { type PendingSignIns, pendingSignIns } from './pending-sign-ins.ts';
import { showProfile } from './profile.ts';
import { finishSignIn } from './redirect.ts';
import { mayGoOnTo, securityHeaders } from './security-headers.ts';
import { cookieNameAt, cookieOptionsAt, sessions } from './session.ts';
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
  signIns: PendingSignIns;
  /** As it is registered: loopback, where the port does not matter (RFC 8252 7.3), or PUBLIC_URL. */
  redirectUri: string;
  send(response: Response, page: Markup, status?: number): void;
}

export function webApp(parts: WebParts): Express {
  const { settings, storage, address } = parts;
  const { now = Date.now } = parts;
  const web: Web = {
    ...parts,
    now,
    signIns: pendingSignIns({
      ...{ store: storage.store, seal: storage.cookieSeal, now },
      ...{ cookieName: cookieNameAt(address), cookie: cookieOptionsAt(address) },
    }),
    redirectUri: address,
    send: (response, page, status = 200) =>
      void response.status(status).type('html').send(page.text),
  };
  const app = express();
  app.set('query parser', 'simple');
  if (settings.publicUrl) app.set('trust proxy', 1);

  app.use(securityHeaders(settings), endUnread);
  app.get('/healthz', async (_request, response) => {
    const works = await storage.check().then(
      () => true,
      () => false,
    );
    const [code, status] = works ? [200, 'ok'] : [503, 'the store does not do what pages need'];
    response.status(code).json({ status });
  });
  app.use(onlyOwnHost(web), warnOfPlainHttp(web));
  app.get('/style.css', (_request, response) => void response.type('css').send(pageStyle));

  app.get(['/', '/sign-in', '/profile'], nothingAhead(web));
  app.use(
    sessions(web),
    mayGoOnTo((request) => request.session.signOutPage),
  );
  app.get('/', (request, response, next) => finishSignIn(web, request, response, next));
  app.get('/', (request, response) => web.send(response, homePage(request, storage.description)));
  app.get('/sign-in', (request, response) =>
    beginSignIn(web, request, response, { returnTo: '/profile' }),
  );
  app.get('/profile', (request, response) => showProfile(web, request, response));
  app.post('/sign-out', (request, response) => signOut(web, request, response));
  app.use(showNoSuchPage(web), showError(web));
  return app;
}

/** To use a connection again, Node would read what is left of a body, however long: so end the connection. */
const endUnread: RequestHandler = ({ headers }, response, next) => {
  const hasBody = 'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0;
  if (hasBody) response.setHeader('connection', 'close');
  next();
};
