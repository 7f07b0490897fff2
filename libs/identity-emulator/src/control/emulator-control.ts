import type { UserRule } from './user/user-rule.ts';
import type { Fault } from './faults/fault.ts';
import type { Exchange } from '../server/exchange-log.ts';

/** What a test or a trainer can do to an emulator. The same in process and over HTTP. */
export interface EmulatorControl {
  /**
   * Lets a scripted user answer device codes: those issued from now on, and pending ones that
   * match. A rule with the same filters replaces the earlier one.
   */
  user(rule: UserRule): Promise<void>;
  /**
   * Injects a fault: an endpoint answers wrongly, slowly or not at all, until it was called `times`
   * times or is withdrawn.
   *
   * @throws Error that names the field which is wrong
   */
  fault(fault: Fault): Promise<void>;
  /**
   * Plays a scenario of the catalogue, such as `throttled`, until it is withdrawn. Sessions that it ended
   * stay so.
   *
   * @param label to withdraw it by; the scenario's name when absent
   */
  play(scenario: string, label?: string): Promise<void>;
  /** Takes back the fault or scenario of that name, and how far the scenario moved the clock. */
  withdraw(name: string): Promise<void>;
  /**
   * Takes back every rule and fault, and brings the clock to now: grants of the future then end as
   * those of now, and APIs refuse access tokens of the future.
   */
  reset(): Promise<void>;
  /**
   * Moves the emulator's clock ahead.
   *
   * @param seconds how far; never back
   */
  advanceClock(seconds: number): Promise<void>;
  /** The newest requests of clients, oldest first. */
  exchanges(): Promise<Exchange[]>;
  /**
   * Each request of a client as it is answered, from now on, as in `exchanges`.
   *
   * @param signal ends it, without an error
   * @throws Error when the reader is a thousand exchanges behind, and when the emulator is gone
   */
  trace(signal?: AbortSignal): AsyncIterable<Exchange>;
}
