import type { AdfsState } from '../adfs/adfs.ts';
import type { AuthorizationCodes } from './authorization-codes.ts';
import type { Consents } from './consents.ts';
import type { DeviceCode, DeviceCodes } from './device-codes.ts';
import type { RefreshTokens } from './tokens/refresh-tokens.ts';
import type { SigningKey } from './tokens/signing-key.ts';

/** What the endpoints of the authority, Graph and the sample API share. */
export interface ProtocolState extends AdfsState {
  settings: ProtocolSettings;
  signingKey: SigningKey;
  authorizationCodes: AuthorizationCodes;
  deviceCodes: DeviceCodes;
  refreshTokens: RefreshTokens;
  consents: Consents;
  /** Called with each device code that was issued, before the device gets it. */
  onDeviceCode(code: DeviceCode): void;
  /** What a scripted user does at this moment with a device code. */
  userAt(code: DeviceCode): Promise<void> | undefined;
}

/** All in seconds. */
interface ProtocolSettings {
  deviceCodeLifetime: number;
  deviceCodeInterval: number;
  accessTokenLifetime: number;
  /** When clients should refresh ahead of time; never when absent. */
  refreshIn?: number;
}
