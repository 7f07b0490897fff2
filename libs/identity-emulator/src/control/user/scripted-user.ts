import { setTimeout as delay } from 'node:timers/promises';
import type { DeviceCode } from '../../protocol/device-codes.ts';
import { findAudience } from '../../directory/find-audience.ts';
import type { Directory } from '../../directory/directory.ts';
import { findUser, type Account } from '../../directory/find-user.ts';
import type { AskedPage, UserPlan } from '../../pages/visit.ts';
import type { ProtocolState } from '../../protocol/protocol-state.ts';
import type { UserRule } from './user-rule.ts';

export interface ScriptedUser {
  /** Adds a rule, and lets it act on pending codes. @throws Error when no user of that name can sign in */
  addRule(rule: UserRule): Promise<void>;
  /** Lets a rule act on a code that was just issued. */
  onDeviceCode(code: DeviceCode): void;
  /** What the user does now with a code that was issued; undefined when nothing. */
  working(code: DeviceCode): Promise<void> | undefined;
  /**
   * What the user does at the page of an app that opened the browser, when a rule says so.
   *
   * @returns undefined for a page that waits: no rule matches, or the user walks away
   */
  planFor(asked: AskedPage): Promise<UserPlan | undefined>;
  clear(): void;
}

interface Active {
  rule: UserRule;
  left: number;
}

/**
 * A user who signs in, declines or walks away, so that flows end without one.
 *
 * @param answerCode goes through the pages with a device code
 */
export function scriptedUser(
  { directory, deviceCodes }: Pick<ProtocolState, 'directory' | 'deviceCodes'>,
  answerCode: (code: DeviceCode, plan: UserPlan) => Promise<void>,
): ScriptedUser {
  let active: Active[] = [];
  let timers = new Set<NodeJS.Timeout>();
  let stay = new AbortController();
  const working = new Map<string, Promise<void>>();

  async function act(rule: UserRule, code: DeviceCode): Promise<void> {
    if (rule.does === 'walk-away') return;
    await answerCode(code, planOf(directory, rule, code.segment, { signal: stay.signal }));
  }

  /** The device gets its code before the user types it; a poll waits for a user who takes no time. */
  function later(rule: UserRule, code: DeviceCode): void {
    if (rule.afterMs || rule.stepMs) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        void act(rule, code);
      }, rule.afterMs ?? 0);
      timers.add(timer.unref());
      return;
    }
    const work = new Promise<void>((resolve) => setImmediate(resolve))
      .then(() => act(rule, code))
      .finally(() => working.delete(code.id));
    working.set(code.id, work);
  }

  /** The rule for a sign-in, which is used up once. */
  function take(asked: Asked): UserRule | undefined {
    const entry = mostSpecific(active.filter(({ rule }) => applies(rule, asked)));
    if (!entry) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) active = active.filter((other) => other !== entry);
    return entry.rule;
  }

  function onDeviceCode(code: DeviceCode): void {
    const rule = take(code);
    if (rule) later(rule, code);
  }

  async function planFor(asked: AskedPage): Promise<UserPlan | undefined> {
    const rule = take(asked);
    if (!rule || rule.does === 'walk-away') return undefined;
    await delay(rule.afterMs ?? 0, undefined, { ref: false });
    const { segment, loginHint } = asked;
    return planOf(directory, rule, segment, { loginHint, signal: stay.signal });
  }

  return {
    async addRule(rule) {
      if (rule.does === 'approve' || rule.as) answeringAccount(directory, rule, rule.tenant);
      const entry = { rule, left: rule.times ?? Infinity };
      active = [...active.filter((other) => !sameFilters(other.rule, rule)), entry];
      const matching = deviceCodes.pending().filter((code) => applies(rule, code));
      for (const code of matching) {
        if (!active.includes(entry)) break;
        onDeviceCode(code);
        await working.get(code.id);
      }
    },
    onDeviceCode,
    working: ({ id }) => working.get(id),
    planFor,
    clear() {
      active = [];
      for (const timer of timers) clearTimeout(timer);
      timers = new Set();
      stay.abort();
      stay = new AbortController();
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

/** @param loginHint of the app: whom the user takes themselves for, unless the rule says it */
function planOf(
  directory: Directory,
  rule: UserRule,
  segment: string,
  { loginHint, signal }: { loginHint?: string | undefined; signal: AbortSignal },
): UserPlan {
  const hinted = rule.as === undefined && loginHint && findUser(directory, loginHint);
  const account = hinted || answeringAccount(directory, rule, segment);
  const { stepMs, language } = rule;
  const declines = rule.does === 'decline' ? (rule.at ?? 'at-once') : undefined;
  return { account, declines, stepMs, language, signal };
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
