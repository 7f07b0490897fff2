import { setTimeout as delay } from 'node:timers/promises';
import type { DeviceCode } from '../../protocol/device-codes.ts';
import { findApp } from '../../directory/find-app.ts';
import { findAudience } from '../../directory/find-audience.ts';
import type { Directory } from '../../directory/directory.ts';
import { findUser, type Account } from '../../directory/find-user.ts';
import type { ProtocolState } from '../../protocol/protocol-state.ts';
import { resolveScopes } from '../../protocol/tokens/resolve-scopes.ts';
import type { UserRule } from './user-rule.ts';
import type { AskedSignIn, SignInOutcome } from '../../protocol/tokens/authorization.ts';
import { playSignIn } from './play-sign-in.ts';

export interface ScriptedUser {
  /** Adds a rule, and lets it act on pending codes. @throws Error when no user of that name can sign in */
  addRule(rule: UserRule): Promise<void>;
  /** Acts on a code that was just issued. */
  onDeviceCode(code: DeviceCode): Promise<void>;
  /**
   * What the user does at the page of an app that opened the browser, when a rule says so.
   *
   * @returns undefined for a page that waits: no rule matches, or the user walks away
   */
  answerPage(asked: AskedSignIn): Promise<SignInOutcome | undefined>;
  clear(): void;
}

interface Active {
  rule: UserRule;
  left: number;
}

/** A user who signs in, declines or walks away, so that flows end without one. */
export function scriptedUser({
  directory,
  deviceCodes,
  consents,
  clock,
}: Pick<ProtocolState, 'directory' | 'deviceCodes' | 'consents' | 'clock'>): ScriptedUser {
  let active: Active[] = [];
  let timers = new Set<NodeJS.Timeout>();

  async function act(rule: UserRule, code: DeviceCode): Promise<void> {
    if (rule.does === 'walk-away') return;
    const outcome = await play(rule, askedByDevice(directory, code));
    if (outcome === 'declined' || 'aadsts' in outcome) await deviceCodes.decide(code, 'declined');
    else await deviceCodes.decide(code, { ...outcome, userId: outcome.account.user.id });
  }

  const play = (rule: UserRule, asked: AskedSignIn): Promise<SignInOutcome> =>
    playSignIn(
      consents,
      rule,
      answeringAccount(directory, rule, asked.audience.segment),
      asked,
      clock.now(),
    );

  async function later(rule: UserRule, code: DeviceCode): Promise<void> {
    if (!rule.afterMs) return act(rule, code);
    const timer = setTimeout(() => {
      timers.delete(timer);
      void act(rule, code);
    }, rule.afterMs);
    timers.add(timer.unref());
  }

  /** The rule for a sign-in, which is used up once. */
  function take(asked: Asked): UserRule | undefined {
    const entry = mostSpecific(active.filter(({ rule }) => applies(rule, asked)));
    if (!entry) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) active = active.filter((other) => other !== entry);
    return entry.rule;
  }

  async function onDeviceCode(code: DeviceCode): Promise<void> {
    const rule = take(code);
    if (rule) await later(rule, code);
  }

  async function answerPage(asked: AskedSignIn) {
    const rule = take({ segment: asked.audience.segment, clientId: asked.app.clientId });
    if (!rule || rule.does === 'walk-away') return undefined;
    await delay(rule.afterMs ?? 0, undefined, { ref: false });
    return play(rule, asked);
  }

  return {
    async addRule(rule) {
      if (rule.does === 'approve' || rule.as) answeringAccount(directory, rule, rule.tenant);
      const entry = { rule, left: rule.times ?? Infinity };
      active = [...active.filter((other) => !sameFilters(other.rule, rule)), entry];
      const matching = deviceCodes.pending().filter((code) => applies(rule, code));
      for (const code of matching) if (active.includes(entry)) await onDeviceCode(code);
    },
    onDeviceCode,
    answerPage,
    clear() {
      active = [];
      for (const timer of timers) clearTimeout(timer);
      timers = new Set();
    },
  };
}

/** Which authority and which app. */
type Asked = Pick<DeviceCode, 'segment' | 'clientId'>;

const applies = (rule: UserRule, asked: Asked): boolean =>
  (rule.tenant === undefined || rule.tenant.toLowerCase() === asked.segment.toLowerCase()) &&
  (rule.clientId === undefined || rule.clientId.toLowerCase() === asked.clientId.toLowerCase());

const sameFilters = (a: UserRule, b: UserRule): boolean =>
  a.tenant?.toLowerCase() === b.tenant?.toLowerCase() &&
  a.clientId?.toLowerCase() === b.clientId?.toLowerCase();

/** A rule for one tenant or app goes before one for all; among equals the newest. */
function mostSpecific(entries: Active[]): Active | undefined {
  const filters = ({ rule }: Active) =>
    Number(Boolean(rule.tenant)) + Number(Boolean(rule.clientId));
  return entries.toReversed().sort((a, b) => filters(b) - filters(a))[0];
}

function askedByDevice(directory: Directory, { segment, clientId, scope }: DeviceCode) {
  const audience = findAudience(directory, segment);
  const app = findApp(directory, audience, clientId);
  const scopes = resolveScopes(directory, scope);
  return { audience, app, scopes, flow: 'device-code', contexts: [] } as const;
}

function answeringAccount(
  directory: Directory,
  rule: UserRule,
  segment = 'organizations',
): Account {
  const tenant = findAudience(directory, segment).tenant ?? directory.tenants[0];
  const account = findUser(directory, rule.as ?? tenant?.users[0]?.username ?? '');
  if (!account) throw new Error(`The scripted user cannot be '${rule.as}': no such user.`);
  const { username, disabled } = account.user;
  if (disabled)
    throw new Error(`The scripted user cannot be '${username}': the account is disabled.`);
  return account;
}
