import type { EmulatorState } from '../emulator-state.ts';
import { bringClockBack, playStory } from './scenarios/play-story.ts';
import { checkUserRule } from './user/user-rule.ts';
import { checkScenario } from './faults/check-scenario.ts';
import { checkSeconds, checkText } from './check-value.ts';
import type { EmulatorControl } from './emulator-control.ts';
import { traceExchanges } from './send-trace.ts';

/** The control of an emulator in the same process. Refuses what makes no sense, and says why. */
export function localControl(state: EmulatorState): EmulatorControl {
  return {
    user: async (rule) => state.user.addRule(checkUserRule(rule)),
    inject: async (scenario) => state.scenarios.add(checkScenario(scenario)),
    async play(story, label) {
      checkText(label, "'label'");
      await playStory(state, story, label);
    },
    async withdraw(name) {
      state.scenarios.withdraw(name);
      await bringClockBack(state, name);
    },
    async reset() {
      state.user.clear();
      state.scenarios.clear();
      await bringClockBack(state);
    },
    advanceClock: async (seconds) => state.clock.advance(checkSeconds(seconds)),
    exchanges: async () => state.exchanges.all(),
    trace: (signal) => traceExchanges(state.exchanges, signal),
  };
}
