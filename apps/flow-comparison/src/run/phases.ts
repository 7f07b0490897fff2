import type { LaneEvent } from '../messages.ts';

/** The parts that every flow has, in this order; lanes are laid side by side by them. */
export type Phase = 'cache' | 'start' | 'user' | 'token' | 'api' | 'end';

/**
 * A kind that the page does not know belongs to the part before it; so does an end without a token, which stands
 * beside what refused it, and what is read while tokens come: endpoints before a code is redeemed, the cache after it.
 */
export function phaseOf(event: LaneEvent, before: Phase | undefined): Phase {
  const { kind, from, to } = event;
  if (kind === 'outcome' && hasNoToken(event) && before) return before;
  if (before === 'token' && READ_BESIDE.has(kind)) return before;
  const known = PHASES[kind];
  if (known) return known;
  if (to === 'api') return 'api';
  if (from === 'user' || to === 'user') return 'user';
  return before ?? 'start';
}

const hasNoToken = ({ failed, note }: LaneEvent) =>
  failed !== undefined || note?.['succeeded'] === false;

const READ_BESIDE: ReadonlySet<string> = new Set(['discovery', 'cache-lookup', 'silent']);

const PHASES: Readonly<Record<string, Phase>> = {
  'cache-lookup': 'cache',
  silent: 'cache',
  'ask-user': 'cache',
  refresh: 'cache',
  discovery: 'start',
  keys: 'start',
  instance: 'start',
  'device-code': 'start',
  'show-code': 'start',
  'open-browser': 'start',
  authorize: 'start',
  'user-realm': 'start',
  page: 'user',
  account: 'user',
  password: 'user',
  mfa: 'user',
  consent: 'user',
  'code-typed': 'user',
  confirm: 'user',
  cancel: 'user',
  stay: 'user',
  'new-password': 'user',
  poll: 'token',
  redirect: 'token',
  'redeem-code': 'token',
  'username-password': 'token',
  mex: 'token',
  adfs: 'token',
  assertion: 'token',
  broker: 'token',
  'api-call': 'api',
  outcome: 'end',
};
