import { createAdfs } from './adfs/adfs.ts';
import { AuthorizationCodes } from './protocol/authorization-codes.ts';
import { movableClock } from './server/clock.ts';
import { Consents } from './protocol/consents.ts';
import { exchangeLog } from './server/exchange-log.ts';
import { DeviceCodes } from './protocol/device-codes.ts';
import { checkDirectory } from './directory/parse-directory.ts';
import { defaultDirectory } from './directory/default-directory.ts';
import type { EmulatorOptions } from './emulator.ts';
import type { EmulatorState } from './emulator-state.ts';
import { requestBudget } from './server/endpoint.ts';
import { Sessions } from './pages/sessions.ts';
import { Passwords } from './directory/passwords.ts';
import { scriptedUser } from './control/user/scripted-user.ts';
import { faultList } from './control/faults/fault.ts';
import type { Journal } from './server/storage/journal.ts';
import { RefreshTokens } from './protocol/tokens/refresh-tokens.ts';
import type { SigningKey } from './protocol/tokens/signing-key.ts';

/**
 * Puts an emulator together; its origins are set once it listens.
 *
 * @throws Error for people when the keytab of the AD FS cannot be used
 */
export function createState(
  options: EmulatorOptions,
  signingKey: SigningKey,
  journal: Journal,
): EmulatorState {
  const directory = options.directory ? checkDirectory(options.directory) : defaultDirectory;
  const clock = movableClock(options.clock);
  const deviceCodes = new DeviceCodes(journal, clock);
  const consents = new Consents(journal);
  return {
    directory,
    clock,
    settings: {
      deviceCodeLifetime: options.deviceCode?.lifetime ?? 900,
      deviceCodeInterval: options.deviceCode?.interval ?? 5,
      accessTokenLifetime: options.accessTokenLifetime ?? 3600,
      ...(options.refreshIn !== undefined && { refreshIn: options.refreshIn }),
    },
    signingKey,
    authorizationCodes: new AuthorizationCodes(clock),
    deviceCodes,
    refreshTokens: new RefreshTokens(journal, clock),
    sessions: new Sessions(journal, clock),
    consents,
    passwords: new Passwords(journal),
    adfs: createAdfs(clock, options.log ?? (() => {}), options.adfs),
    user: scriptedUser({ directory, deviceCodes, consents, clock }),
    faults: faultList(),
    budget: requestBudget(clock, options.requestsPerSecond),
    exchanges: exchangeLog(),
    ports: {},
    origin: '',
    pagesScheme: options.pages ?? 'http',
    pagesOrigin: '',
    reportFault: (error) => options.log?.(`fault: ${faultLine(error)}`),
  };
}

/** Where it happened, without the values that a message may carry. */
function faultLine(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return [error.name, ...(error.stack ?? '').split('\n    ').slice(1, 4)].join(' ');
}
