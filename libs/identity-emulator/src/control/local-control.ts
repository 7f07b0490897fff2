import type { ControlState } from './control-state.ts';
import { bringClockBack, playScenario } from './scenarios/play-scenario.ts';
import { checkUserRule } from './user/user-rule.ts';
import { checkFault } from './faults/check-fault.ts';
import { checkSeconds, checkText } from './check-value.ts';
import type { EmulatorControl } from './emulator-control.ts';
import { traceExchanges } from './send-trace.ts';

/** The control of an emulator in the same process. Refuses what makes no sense, and says why. */
export function localControl(state: ControlState): EmulatorControl {
  return {
    user: async (rule) => state.user.addRule(checkUserRule(rule)),
    fault: async (fault) => state.faults.add(checkFault(fault)),
    async play(scenario, label) {
      checkText(label, "'label'");
      await playScenario(state, scenario, label);
    },
    async withdraw(name) {
      state.faults.withdraw(name);
      await bringClockBack(state, name);
    },
    async reset() {
      state.user.clear();
      state.faults.clear();
      await bringClockBack(state);
    },
    advanceClock: async (seconds) => state.clock.advance(checkSeconds(seconds)),
    exchanges: async () => state.exchanges.all(),
    trace: (signal) => traceExchanges(state.exchanges, signal),
  };
}
