import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, runnerImport } from 'vite';
import type { Recording, StageState } from '../src/messages.ts';

const project = join(import.meta.dirname, '..');
const lanes = ['device-code', 'interactive'].map((flow, at) => ({
  ...{ lane: `lane-${at + 1}`, flow, user: 'scripted' as const },
}));

/** The recordings beside the static page, with what a stage says of flows, failures and scenes. */
export function recordingsBeside(): Plugin {
  return {
    name: 'recordings-beside',
    async writeBundle({ dir = '' }) {
      const from = join(project, 'recordings');
      const names = existsSync(from)
        ? readdirSync(from).filter((one) => one.endsWith('.json'))
        : [];
      const read = (name: string) =>
        JSON.parse(readFileSync(join(from, name), 'utf8')) as Recording;
      const recordings = names.map((file) => ({ file, ...read(file) }));
      const to = join(dir, 'recordings');
      mkdirSync(to, { recursive: true });
      // Line ends and spaces are for git.
      for (const { file, ...recording } of recordings)
        writeFileSync(join(to, file), JSON.stringify(recording));
      const files = recordings.map(({ file, flow, run, scenario, policies, advanceSeconds }) => ({
        ...{ file, flow, run },
        ...(policies && { policies }),
        ...(advanceSeconds && { advanceSeconds }),
        ...(scenario !== undefined && { scenario }),
      }));
      const [{ stageState }, { policyTexts }] = await Promise.all([
        compiled<typeof import('../src/stage-state.ts')>('src/stage-state.ts'),
        compiled<typeof import('../src/lanes/policy-texts.ts')>('src/lanes/policy-texts.ts'),
      ]);
      const ids = [...new Set(files.flatMap(({ policies }) => policies ?? []))];
      const only = (language: 'en' | 'ko'): StageState => ({
        ...recorded(stageState({ lanes: () => lanes }, language), files),
        policies: Object.entries(policyTexts[language])
          .filter(([id]) => ids.includes(id))
          .map(([id, words]) => ({ id, ...words, on: false })),
      });
      const stage = { en: only('en'), ko: only('ko') };
      writeFileSync(join(to, 'index.json'), JSON.stringify({ stage, files }));
    },
  };
}

/** What this machine could run says nothing about the readers of the page. */
function recorded(
  { flows, scenes, scenarios, machine: _machine, ...rest }: StageState,
  files: readonly Pick<Recording, 'flow' | 'scenario' | 'advanceSeconds'>[],
): StageState {
  const has = (flow: string, scenario?: string) =>
    files.some((one) => one.flow === flow && (scenario === undefined || one.scenario === scenario));
  const some = scenarios.map((one) => ({
    ...one,
    appliesTo: one.appliesTo.filter((flow) => has(flow, one.name)),
  }));
  return {
    ...rest,
    flows: flows
      .filter(({ flow }) => has(flow))
      .map(({ reason: _, ...flow }) => ({ ...flow, available: true })),
    scenarios: some.filter(({ appliesTo }) => appliesTo.length > 0),
    scenes: scenes.filter(
      (one) =>
        one.flows.every((flow) => has(flow)) &&
        (one.scenario === undefined || one.flows.some((flow) => has(flow, one.scenario))) &&
        (one.advanceSeconds === undefined ||
          files.some((file) => file.advanceSeconds === one.advanceSeconds)),
    ),
  };
}

/** Vite leaves packages to Node, and Node 20 reads no TypeScript; these are compiled on the way. */
async function compiled<Module>(file: string): Promise<Module> {
  const { module } = await runnerImport<Module>(join(project, file), {
    configFile: false,
    logLevel: 'error',
    environments: {
      inline: { resolve: { noExternal: /^@entra-flows\//, conditions: ['source', 'node'] } },
    },
  });
  return module;
}
