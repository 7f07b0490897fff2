import type { EmulatorState } from '../../emulator-state.ts';
import type { GrantRequest } from './grant.ts';
import { redeemSaml } from './redeem-saml-grant.ts';

export const grantTypes = ['urn:ietf:params:oauth:grant-type:saml1_1-bearer'] as const;

export const required = ['assertion', 'scope'] as const;

/** An assertion of SAML 1.1, from an AD FS. */
export const redeem = (state: EmulatorState, asked: GrantRequest) =>
  redeemSaml(state, asked, '1.1');
