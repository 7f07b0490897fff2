import { strict } from './strict.ts';

type Answer<Given> = (given: Given) => void;
export type PermissionRequest = (
  contents: unknown,
  permission: string,
  answer: Answer<boolean>,
) => void;
export type BeforeRequest = (
  details: { url: string },
  answer: Answer<{ cancel?: boolean }>,
) => void;

/** What the app has set; nothing set is allowed, as in Electron. */
export interface SessionHooks {
  permissionRequest?: PermissionRequest;
  permissionCheck?: () => boolean;
  devicePermission?: () => boolean;
  beforeRequest?: BeforeRequest;
}

/** Electron's `session.defaultSession`. */
export function standInSession() {
  const hooks: SessionHooks = {};
  const defaultSession = strict('session.defaultSession', {
    setPermissionRequestHandler: (handler: PermissionRequest) => {
      hooks.permissionRequest = handler;
    },
    setPermissionCheckHandler: (handler: () => boolean) => {
      hooks.permissionCheck = handler;
    },
    setDevicePermissionHandler: (handler: () => boolean) => {
      hooks.devicePermission = handler;
    },
    webRequest: strict('session.defaultSession.webRequest', {
      onBeforeRequest: (handler: BeforeRequest) => {
        hooks.beforeRequest = handler;
      },
    }),
  });
  return { session: strict('session', { defaultSession }), hooks };
}

/** Whether a page may ask for an address. */
export async function mayAsk({ beforeRequest }: SessionHooks, url: string): Promise<boolean> {
  if (!beforeRequest) return true;
  const { cancel } = await new Promise<{ cancel?: boolean }>((resolve) =>
    beforeRequest({ url }, resolve),
  );
  return !cancel;
}
