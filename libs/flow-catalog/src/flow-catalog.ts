import type { Flow } from './flow.ts';
import { broker } from './flows/broker.ts';
import { deviceCode } from './flows/device-code.ts';
import { integratedWindows } from './flows/integrated-windows.ts';
import { interactive } from './flows/interactive.ts';
import { silent } from './flows/silent.ts';
import { singlePage } from './flows/single-page.ts';
import { usernamePassword } from './flows/username-password.ts';
import { webAuthCode } from './flows/web-auth-code.ts';

/** Every flow, in the order in which a program should think of it. */
export const flowCatalog: readonly Flow[] = [
  silent,
  broker,
  interactive,
  deviceCode,
  webAuthCode,
  singlePage,
  integratedWindows,
  usernamePassword,
];
