import { chooseFlow } from '@entra-flows/auth-core';
import { scenarios } from '@entra-flows/identity-emulator';
import { isMetBy, laneFlows, whyUnavailable } from './lanes/flows.ts';
import { policyTexts } from './lanes/policy-texts.ts';
import type { StageFlow, StageScenario, StageState } from './messages.ts';
import { sourceOf } from './places.ts';
import { hasRecording } from './record/read-recordings.ts';
import { scenesIn } from './scenes.ts';
import type { Stage } from './stage.ts';

/** What the page needs to know before anything runs. */
export function stageState(stage: Pick<Stage, 'lanes'>, language: 'en' | 'ko'): StageState {
  return {
    flows: stageFlows(language),
    scenarios: stageScenarios(language),
    // Off at the start; each lane tells how they are in its own tenant.
    policies: Object.entries(policyTexts[language]).map(([id, words]) => ({
      id,
      ...words,
      on: false,
    })),
    scenes: scenesIn(language),
    lanes: stage.lanes(),
    // The language of the page, which need not be that of the terminal.
    machine: chooseFlow(undefined, language),
    sources: Object.fromEntries(laneFlows.map(({ sample }) => [sample, sourceOf(sample)])),
  };
}

/** Flows with the commands that run and copy their samples. */
function stageFlows(language: 'en' | 'ko'): StageFlow[] {
  return laneFlows.map((flow) => {
    const why = whyUnavailable(flow);
    const { flow: name, sample, title } = flow;
    return {
      ...{ flow: name, sample, title: title[language], available: !why },
      ...(why && { reason: why[language] }),
      ...(why && hasRecording({ flow: name, run: 1 }) && { recorded: true as const }),
      command: `npm start -- ${sample}`,
      copyCommand: `node tools/eject-sample.mjs ${sample} ../my-app`,
    };
  });
}

/** `mfa-required` as "MFA required", where the title is a long sentence. */
function shortOf(name: string): string {
  const words = name
    .replaceAll('-', ' ')
    .replace(/\b(?:api|html|json|mfa)\b/g, (word) => word.toUpperCase());
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The emulator's scenarios, with the flows that can meet each. */
function stageScenarios(language: 'en' | 'ko'): StageScenario[] {
  return scenarios.map((scenario) => {
    const { title, happens, client } = scenario[language];
    return {
      ...{ name: scenario.name, title, before: client, after: happens },
      short: title.length <= 20 ? title : shortOf(scenario.name),
      appliesTo: laneFlows.filter((flow) => isMetBy(flow, scenario.name)).map(({ flow }) => flow),
      ...(isMetBy({ places: ['graph'] }, scenario.name) && { meetsAgain: true as const }),
    };
  });
}
