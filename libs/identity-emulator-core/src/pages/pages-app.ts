import express, { type Express } from 'express';
import type { EmulatorState } from '../emulator-state.ts';
import { checkHost } from '../http/check-host.ts';

/** What people open. */
export function pagesApp(state: EmulatorState): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(checkHost(() => Number(new URL(state.pagesOrigin).port)));
  return app;
}
