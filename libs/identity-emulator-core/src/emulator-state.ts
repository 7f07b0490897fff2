import type { Adfs } from './adfs/adfs.ts';
import type { AuthorizationCodes } from './protocol/authorization-codes.ts';
import type { MovableClock } from './server/clock.ts';
import type { Consents } from './protocol/consents.ts';
import type { ExchangeLog } from './server/exchange-log.ts';
import type { DeviceCodes } from './protocol/device-codes.ts';
import type { Directory } from './directory/directory.ts';
import type { Sessions } from './pages/sessions.ts';
import type { Passwords } from './directory/passwords.ts';
import type { RequestBudget } from './server/endpoint.ts';
import type { ScriptedUser } from './control/user/scripted-user.ts';
import type { FaultList } from './control/faults/fault.ts';
import type { RefreshTokens } from './protocol/tokens/refresh-tokens.ts';
import type { SigningKey } from './protocol/tokens/signing-key.ts';

/** All that the endpoints and pages of one emulator share. */
export interface EmulatorState {
  directory: Directory;
  clock: MovableClock;
  settings: EmulatorSettings;
  signingKey: SigningKey;
  authorizationCodes: AuthorizationCodes;
  deviceCodes: DeviceCodes;
  refreshTokens: RefreshTokens;
  sessions: Sessions;
  consents: Consents;
  passwords: Passwords;
  adfs: Adfs;
  user: ScriptedUser;
  faults: FaultList;
  budget: RequestBudget;
  exchanges: ExchangeLog;
  /** Known once the servers listen. */
  ports: { protocol?: number; pages?: number };
  /** `https://localhost:PORT`, known once the server listens. */
  origin: string;
  /** How the pages are served. */
  pagesScheme: 'http' | 'https';
  /** `http://localhost:PORT` of the pages, or `https://`. */
  pagesOrigin: string;
  /** Tells of a fault of the emulator itself; a client only hears "server_error". */
  reportFault(error: unknown): void;
}

/** All in seconds. */
interface EmulatorSettings {
  deviceCodeLifetime: number;
  deviceCodeInterval: number;
  accessTokenLifetime: number;
  /** When clients should refresh ahead of time; never when absent. */
  refreshIn?: number;
}
