import type { DeviceCode, DeviceCodes } from '../device-codes/device-codes.ts';
import { findAudience } from '../directory/find-audience.ts';
import type { Directory } from '../directory/directory.ts';
import { findUser } from '../directory/find-user.ts';
import type { PersonRule } from './person-rule.ts';

export interface ScriptedPerson {
  /** Adds a rule, and lets it act on pending codes. @throws Error when nobody of that name can sign in */
  obey(rule: PersonRule): Promise<void>;
  /** Acts on a code that was just issued. */
  notice(code: DeviceCode): Promise<void>;
  clear(): void;
}

interface Active {
  rule: PersonRule;
  left: number;
}

/** A person who signs in, declines or walks away, so that flows end without one. */
export function scriptedPerson(directory: Directory, codes: DeviceCodes): ScriptedPerson {
  let active: Active[] = [];
  let timers = new Set<NodeJS.Timeout>();

  async function act(rule: PersonRule, code: DeviceCode): Promise<void> {
    if (rule.does === 'walk-away') return;
    const user = rule.does === 'approve' && whoApproves(directory, rule, code.segment);
    await codes.decide(code, user ? { userId: user.id } : 'declined');
  }

  async function later(rule: PersonRule, code: DeviceCode): Promise<void> {
    if (!rule.afterMs) return act(rule, code);
    const timer = setTimeout(() => {
      timers.delete(timer);
      void act(rule, code);
    }, rule.afterMs);
    timers.add(timer.unref());
  }

  async function notice(code: DeviceCode): Promise<void> {
    const entry = mostSpecific(active.filter(({ rule }) => applies(rule, code)));
    if (!entry) return;
    entry.left -= 1;
    if (entry.left <= 0) active = active.filter((other) => other !== entry);
    await later(entry.rule, code);
  }

  return {
    async obey(rule) {
      if (rule.does === 'approve') whoApproves(directory, rule, rule.tenant);
      const entry = { rule, left: rule.times ?? Infinity };
      active = [...active.filter((other) => !sameFilters(other.rule, rule)), entry];
      const matching = codes.pending().filter((code) => applies(rule, code));
      for (const code of matching) if (active.includes(entry)) await notice(code);
    },
    notice,
    clear() {
      active = [];
      for (const timer of timers) clearTimeout(timer);
      timers = new Set();
    },
  };
}

const applies = (rule: PersonRule, code: DeviceCode): boolean =>
  (rule.tenant === undefined || rule.tenant.toLowerCase() === code.segment.toLowerCase()) &&
  (rule.clientId === undefined || rule.clientId.toLowerCase() === code.clientId.toLowerCase());

const sameFilters = (a: PersonRule, b: PersonRule): boolean =>
  a.tenant?.toLowerCase() === b.tenant?.toLowerCase() &&
  a.clientId?.toLowerCase() === b.clientId?.toLowerCase();

/** A rule for one tenant or app goes before one for all; among equals the newest. */
function mostSpecific(entries: Active[]): Active | undefined {
  const filters = ({ rule }: Active) =>
    Number(Boolean(rule.tenant)) + Number(Boolean(rule.clientId));
  return entries.toReversed().sort((a, b) => filters(b) - filters(a))[0];
}

function whoApproves(directory: Directory, rule: PersonRule, segment = 'organizations') {
  const tenant = findAudience(directory, segment).tenant ?? directory.tenants[0];
  const user = rule.as === undefined ? tenant?.users[0] : findUser(directory, rule.as)?.user;
  if (!user) throw new Error(`The scripted person cannot be '${rule.as}': no such user.`);
  if (user.disabled)
    throw new Error(`The scripted person cannot be '${user.username}': the account is disabled.`);
  return user;
}
