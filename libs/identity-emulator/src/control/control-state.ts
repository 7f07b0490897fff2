import type { LivePolicies } from '../directory/live-policies.ts';
import type { PagesState } from '../pages/visit.ts';
import type { ProtocolState } from '../protocol/protocol-state.ts';
import type { MovableClock } from '../server/clock.ts';
import type { ExchangeLog } from '../server/exchange-log.ts';
import type { FaultList } from './faults/fault.ts';
import type { ScriptedUser } from './user/scripted-user.ts';

/** What a test or a trainer can change and watch. */
export interface ControlState extends TimedStores {
  clock: MovableClock;
  exchanges: ExchangeLog;
  faults: FaultList;
  policies: LivePolicies;
  user: ScriptedUser;
}

/** The stores that keep times, and so follow a clock that is set back. */
export type TimedStores = Pick<
  ProtocolState,
  'authorizationCodes' | 'deviceCodes' | 'refreshTokens'
> &
  Pick<PagesState, 'sessions'>;
