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

/** Each sample of these flows once, with what it is for. */
export function samplesOf(
  flows: readonly Flow[],
): { sample: string; name: string; choose: string }[] {
  return flows.flatMap(({ sample, name, choose, alsoShownBy = [] }) => [
    ...(sample ? [{ sample, name, choose }] : []),
    ...alsoShownBy.map((other) => ({ name, ...other })),
  ]);
}
