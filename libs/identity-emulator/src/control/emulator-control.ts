import type { Exchange } from '../server/exchange-log.ts';
import type { TraceStep } from '../server/trace-step.ts';
import type { ControlState } from './control-state.ts';
import type { PolicyChange, TenantPolicy } from '../directory/live-policies.ts';
import { checkFields, checkSeconds, checkText, ControlError } from './check-value.ts';
import { checkFault } from './faults/check-fault.ts';
import type { Fault } from './faults/fault.ts';
import { bringClockBack, playScenario } from './scenarios/play-scenario.ts';
import { readTrace } from './send-trace.ts';
import { checkUserRule, type UserRule } from './user/user-rule.ts';

/**
 * What a test or a trainer can do to an emulator: `emulator.control` in its own process, and
 * `connectToControl` from another one. Each call resolves once it has taken effect.
 */
export interface EmulatorControl {
  /**
   * Lets a scripted user answer device codes and sign-in pages: those from now on, and pending codes
   * that match. A rule with the same `tenant` and `clientId` replaces the earlier one.
   *
   * @param rule what the user does, and for which sign-ins
   * @throws Error that names the field which is wrong, or the user who cannot sign in
   */
  user(rule: UserRule): Promise<void>;
  /**
   * Injects a fault: an endpoint answers wrongly, slowly or not at all, until it was called `times`
   * times or the fault is withdrawn.
   *
   * @param fault the endpoint and its answer; one with the name of an earlier fault replaces it
   * @throws Error that names the field which is wrong
   */
  fault(fault: Fault): Promise<void>;
  /**
   * Plays a scenario of the catalogue, such as `throttled`, until it is withdrawn. Sessions that it
   * ended stay ended.
   *
   * @param scenario its name, or `AADSTS` and a number
   * @param label to withdraw it by; the scenario's name when absent. A scenario with the label of an
   *   earlier one replaces it
   * @throws Error that lists the scenarios, when the name is unknown
   */
  play(scenario: string, label?: string): Promise<void>;
  /**
   * Takes back a fault or a scenario, and the time by which the scenario moved the clock.
   *
   * @param name of the fault, or label of the scenario; an unknown one changes nothing
   */
  withdraw(name: string): Promise<void>;
  /** Conditional access, while the emulator runs. */
  policies: PolicyControl;
  /**
   * Takes back all rules, faults, scenarios and changes of policies, and brings the clock to now: grants of the future then
   * end as those of now, and APIs refuse access tokens of the future. Sign-ins stay.
   */
  reset(): Promise<void>;
  /**
   * Moves the emulator's clock ahead: lifetimes and polling intervals follow it.
   *
   * @param seconds 0 or more; a hundred years at most, in all
   * @throws Error for any other value
   */
  advanceClock(seconds: number): Promise<void>;
  /**
   * The newest requests of clients, with what the emulator answered.
   *
   * @returns a thousand at most, oldest first, without secrets
   */
  exchanges(): Promise<Exchange[]>;
  /**
   * Each request of a client as it is answered, from now on, as in `exchanges`.
   *
   * @param signal ends it, without an error; without a signal it ends with the emulator
   * @throws Error while it is read, when the reader is a thousand exchanges behind, or when an emulator
   *   in another process is gone
   */
  trace(signal?: AbortSignal): AsyncIterable<Exchange>;
  /**
   * Each step of each sign-in as it ends, from now on: the exchanges of `trace` with their details, the
   * pages that users saw and what they did there. The details are worked out while somebody reads them.
   *
   * @param signal ends it, without an error; without a signal it ends with the emulator
   * @throws Error while it is read, as `trace` does
   * @example
   * for await (const { from, to, kind, parameters } of control.steps(signal))
   *   console.log(`${from} → ${to}: ${kind}`, parameters);
   */
  steps(signal?: AbortSignal): AsyncIterable<TraceStep>;
}

/**
 * The conditional access policies of a running emulator: those of its directory, and three of the first
 * tenant that are off at the start: `block-device-code`, `require-mfa`, `require-compliant-device`.
 */
export interface PolicyControl {
  /** All policies, those that are off too. */
  list(): Promise<TenantPolicy[]>;
  /**
   * Switches policies, replaces what they say, or adds new ones. The next sign-in, poll or refresh meets
   * them; tokens that were issued stay good.
   *
   * @param changes all of them take effect, or none
   * @throws Error that names the field which is wrong, or lists the policies when the id is unknown
   * @example
   * await control.policies.change({ id: 'block-device-code', on: true });
   * await control.policies.change({
   *   id: 'orders',
   *   policy: { name: 'Orders', flows: ['browser'], requires: 'mfa' },
   * });
   */
  change(...changes: PolicyChange[]): Promise<void>;
}

/** The control of an emulator in the same process. Refuses what makes no sense, and says why. */
export function localControl(state: ControlState): EmulatorControl {
  return {
    user: async (rule) => state.user.addRule(checkUserRule(rule)),
    fault: async (fault) => state.faults.add(checkFault(fault)),
    async play(scenario, label) {
      checkText(label, "'label'");
      await playScenario(state, scenario, label);
    },
    policies: {
      list: async () => state.policies.list(),
      async change(...changes) {
        state.policies.change(changes.map(checkPolicyChange));
      },
    },
    async withdraw(name) {
      state.faults.withdraw(name);
      await bringClockBack(state, name);
    },
    async reset() {
      state.user.clear();
      state.faults.clear();
      state.policies.reset();
      await bringClockBack(state);
    },
    advanceClock: async (seconds) => state.clock.advance(checkSeconds(seconds)),
    exchanges: async () => state.exchanges.all(),
    trace: (signal) => readTrace(state.exchanges, signal),
    steps: (signal) => readTrace(state.exchanges.steps, signal),
  };
}

/** @throws ControlError that names the field which is wrong; the policy itself is checked as part of the directory */
function checkPolicyChange(value: unknown): PolicyChange {
  const change = checkFields(value, 'A change', ['id', 'on', 'policy', 'tenant']);
  const { id, on } = change;
  if (typeof id !== 'string' || !/^[\p{L}\p{N}-]{1,80}$/u.test(id))
    throw new ControlError("'id' must be a word of letters, digits and hyphens.");
  if (on !== undefined && typeof on !== 'boolean')
    throw new ControlError("'on' must be true or false.");
  checkText(change['tenant'], "'tenant'");
  return { ...(value as PolicyChange) };
}
