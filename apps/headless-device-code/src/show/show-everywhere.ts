import type { ServiceOptions } from '../options.ts';
import type { Journal } from '../journal.ts';
import { startStatusServer } from '../server/status-server.ts';
import type { ServiceStatus } from '../service-status.ts';
import { codeFile } from './code-file.ts';
import { codeHook } from './code-hook.ts';
import { notifyServiceManager } from './service-manager.ts';

/** What every display gets. */
export interface ShowContext {
  journal: Journal;
  status: ServiceStatus;
}

/**
 * Starts all displays that the options ask for, beside the log, and ends them. Only a status page that cannot
 * listen, or a code that would replace another file, keeps the service from starting; after that no
 * display's failure reaches the others.
 *
 * @throws {UsageError} for an address or a port that can never be used, and a file that is not the service's
 * @throws {StartupError} while the port is taken, or the address not there yet
 */
export async function showEverywhere(
  { own }: Pick<ServiceOptions, 'own'>,
  context: ShowContext,
): Promise<AsyncDisposable> {
  const file = own['code-file'] ? [codeFile(own['code-file'], context)] : [];
  const server = await startStatusServer(own, context);
  const parts = [
    server,
    ...file,
    ...(own['on-code'] ? [codeHook(own['on-code'], context)] : []),
    notifyServiceManager(context),
  ];
  return {
    [Symbol.asyncDispose]: async () => {
      await Promise.allSettled(parts.map((part) => part[Symbol.asyncDispose]()));
    },
  };
}
