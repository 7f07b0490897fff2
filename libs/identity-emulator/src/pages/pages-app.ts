import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { ProtocolState } from '../protocol/protocol-state.ts';
import { pageRoutes } from '../protocol/protocol-routes.ts';
import { checkHost } from '../server/check-host.ts';
import { bodyLimit } from '../server/limits.ts';
import { postAsGet } from './steps/authorize.ts';
import { sendFormScript } from './authorize/send-back.ts';
import { contentPolicy } from './layout.ts';
import { pageHandler } from './page-handler.ts';
import { PageProblem } from './page-problem.ts';
import type { PagesState } from './visit.ts';
import * as authorize from './steps/authorize.ts';
import { steps } from './steps.ts';
import { icon, style } from './style.ts';

/** What users open: plain pages with forms; one of them sends its form by a script. */
export function pagesApp(state: ProtocolState, pages: PagesState): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(
    checkHost(state.pagesScheme, () => state.ports.pages),
    protect,
  );
  app.get('/style.css', (_, response) => void response.type('css').send(style));
  app.get('/send-form.js', (_, response) => void response.type('js').send(sendFormScript));
  app.get('/icon.svg', (_, response) => void response.type('svg').send(icon));
  app.use(express.raw({ type: () => true, limit: bodyLimit, inflate: false }));
  app.use(pageRoutes(state));
  app.post(authorize.path, postAsGet);
  for (const { path, show, submit } of steps) {
    app.get(path, pageHandler(state, pages, path, show));
    if (submit) app.post(path, pageHandler(state, pages, path, submit));
  }
  const fail = (problem: PageProblem) =>
    pageHandler(state, pages, '', () => {
      throw problem;
    });
  app.use(fail(new PageProblem('notFound', 404)));
  const unreadable: ErrorRequestHandler = (error, request, response, next) =>
    response.headersSent
      ? next(error)
      : fail(new PageProblem('strangeForm'))(request, response, next);
  app.use(unreadable);
  return app;
}

const protect: RequestHandler = (_, response, next) => {
  response.set({
    'content-security-policy': contentPolicy(),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // With no-referrer browsers would send `Origin: null` with our own forms.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  next();
};
