import { createAdfs } from './adfs/adfs.ts';
import type { ControlState } from './control/control-state.ts';
import { disturbBy } from './control/faults/answer-fault.ts';
import { faultList } from './control/faults/fault.ts';
import { scriptedUser } from './control/user/scripted-user.ts';
import { defaultDirectory } from './directory/default-directory.ts';
import { livePolicies, ownTenants } from './directory/live-policies.ts';
import { checkDirectory } from './directory/parse-directory.ts';
import { Passwords } from './directory/passwords.ts';
import type { EmulatorOptions } from './emulator.ts';
import { Sessions } from './pages/sessions.ts';
import { answerDeviceCode, walkPages } from './pages/walk-pages.ts';
import { createPagesState, type PagesState } from './pages/visit.ts';
import { AuthorizationCodes } from './protocol/authorization-codes.ts';
import { Consents } from './protocol/consents.ts';
import { DeviceCodes } from './protocol/device-codes.ts';
import type { ProtocolState } from './protocol/protocol-state.ts';
import { RefreshTokens } from './protocol/tokens/refresh-tokens.ts';
import type { SigningKey } from './protocol/tokens/signing-key.ts';
import { addressesOf } from './server/addresses.ts';
import { movableClock } from './server/clock.ts';
import { exchangeLog } from './server/exchange-log.ts';
import { requestBudget } from './server/limits.ts';
import type { ServerState } from './server/server-state.ts';
import type { Journal } from './server/storage/journal.ts';

/** The state of each room. A room above another one works on the same objects. */
export interface Rooms {
  protocol: ProtocolState;
  pages: PagesState;
  control: ControlState;
}

/**
 * Puts an emulator together; its addresses are known once it listens.
 *
 * @throws Error for users when the keytab of the AD FS cannot be used
 */
export function createState(
  options: EmulatorOptions,
  signingKey: SigningKey,
  journal: Journal,
): Rooms {
  const given = options.directory ? checkDirectory(options.directory) : defaultDirectory;
  const directory = ownTenants(given);
  const clock = movableClock(options.clock);
  const faults = faultList();
  const deviceCodes = new DeviceCodes(journal, clock);
  const consents = new Consents(journal);
  const user = scriptedUser({ directory, deviceCodes }, (code, plan) =>
    answerDeviceCode(protocol, pages, code, plan),
  );
  const pagesScheme = options.pages ?? 'http';
  const server: ServerState = {
    clock,
    budget: requestBudget(clock, options.requestsPerSecond),
    exchanges: exchangeLog(),
    disturb: disturbBy(faults, directory, (code, number) => deviceCodes.refuse(code, number)),
    addressesFor: addressesOf(pagesScheme, () => protocol.ports),
    ports: {},
    pagesScheme,
    reportFault: (error) => options.log?.(`fault: ${faultLine(error)}`),
  };
  const protocol: ProtocolState = {
    ...server,
    directory,
    passwords: new Passwords(journal),
    adfs: createAdfs(clock, options.log ?? (() => {}), options.adfs),
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
    consents,
    onDeviceCode: user.onDeviceCode,
    userAt: user.working,
  };
  const sessions = new Sessions(journal, clock);
  const pages = createPagesState(clock, { sessions, planFor: user.planFor, walk: walkPages });
  const control: ControlState = {
    clock,
    faults,
    user,
    policies: livePolicies(directory),
    exchanges: protocol.exchanges,
    authorizationCodes: protocol.authorizationCodes,
    deviceCodes,
    refreshTokens: protocol.refreshTokens,
    sessions,
  };
  return { protocol, pages, control };
}

/** Where it happened, without the values that a message may carry. */
function faultLine(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return [error.name, ...(error.stack ?? '').split('\n    ').slice(1, 4)].join(' ');
}
