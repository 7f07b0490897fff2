import { notThere, strict } from './strict.ts';

type Handler = (request: Request) => Response | Promise<Response>;
export interface SchemeEntry {
  scheme: string;
  privileges?: Record<string, boolean>;
}

/** Electron's `protocol`. */
export function standInProtocol(isReady: () => boolean) {
  const schemes = new Map<string, Record<string, boolean>>();
  const handlers = new Map<string, Handler>();
  const protocol = strict('protocol', {
    registerSchemesAsPrivileged(entries: SchemeEntry[]) {
      if (isReady()) throw new Error('schemes are registered before the app is ready');
      for (const { scheme, privileges = {} } of entries) {
        if (!privileges['standard'] || !privileges['secure'] || privileges['bypassCSP']) {
          throw notThere(`scheme ${scheme} with the privileges ${JSON.stringify(privileges)}`);
        }
        schemes.set(scheme, privileges);
      }
    },
    handle(scheme: string, handler: Handler) {
      if (!isReady()) throw new Error('protocol.handle comes after the app is ready');
      if (!schemes.has(scheme)) throw notThere(`protocol.handle for the unregistered ${scheme}`);
      handlers.set(scheme, handler);
    },
  });
  return { protocol, schemes, handlers };
}
