import { isAadsts } from '../../errors/aadsts-table.ts';
import { scenariosEn } from './scenarios.en.ts';
import { scenariosKo } from './scenarios.ko.ts';
import {
  type ScenarioName,
  type ScenarioStep,
  scenarioSteps,
  type ScenarioText,
} from './scenario-steps.ts';

/** Something that goes wrong, and what a good client does about it. */
export interface Scenario {
  /** For `control.play` and `--scenario`. */
  name: string;
  /** The texts in English. */
  en: ScenarioText;
  /** The texts in Korean. */
  ko: ScenarioText;
  /**
   * `injected`: an endpoint answers so, whatever the directory says. `arises`: the emulator's state
   * changes, and the failure follows from it.
   */
  kind: 'injected' | 'arises';
  /** What it does to the emulator, in this order. */
  steps: ScenarioStep[];
}

/** The catalogue of scenarios, in English and Korean. */
export const scenarios: readonly Scenario[] = (Object.keys(scenarioSteps) as ScenarioName[]).map(
  (name) => scenarioOf(name, scenarioSteps[name]),
);

function scenarioOf(name: ScenarioName, steps: ScenarioStep[]): Scenario {
  const kind = steps.every((step) => 'inject' in step) ? 'injected' : 'arises';
  return { name, en: scenariosEn[name], ko: scenariosKo[name], kind, steps };
}

/**
 * Finds a scenario by its name.
 *
 * @param name of the catalogue, or `AADSTS` and a number: that error where a sign-in begins
 * @returns undefined when the name is unknown
 */
export function findScenario(name: string): Scenario | undefined {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found || !/^AADSTS/i.test(name) || !isAadsts(name)) return found;
  const aadsts = name.toUpperCase();
  return {
    name,
    en: {
      title: aadsts,
      happens: `The devicecode and authorize endpoints answer ${aadsts}.`,
      client: 'Say what the code means, and what to do about it.',
    },
    ko: {
      title: aadsts,
      happens: `devicecode와 authorize 엔드포인트가 ${aadsts}로 답합니다.`,
      client: '코드의 뜻과 해야 할 일을 알립니다.',
    },
    kind: 'injected',
    steps: (['devicecode', 'authorize'] as const).map((at) => ({
      inject: { at, answer: { aadsts } },
    })),
  };
}
