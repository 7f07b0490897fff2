import type { Recording, StageMessage, StageScene, StageState } from '../src/messages.ts';
import type { Language } from '../src/run/explain.ts';
import type { Lane, Run } from '../src/run/stage-run.ts';
import { policiesOf } from './columns.ts';
import type { CarriedRecordings } from './source/recorded-stage.ts';
import { askFile } from './source/stage-source.ts';
import type { View } from './view.ts';

/** The scene whose runs are shown. */
const sceneOf = ({ info, scene }: View) => info?.scenes.find(({ id }) => id === scene);

/** The runs of the lanes that are shown, as recordings. */
export function recordingsOf(view: View): Recording[] {
  const { stage, info } = view;
  const scene = sceneOf(view);
  return (info?.lanes ?? []).flatMap(({ lane: name }) => {
    const lane = stage.lanes.find((one) => one.lane === name);
    const runs = lane ? [lane.runs[1], lane.runs[2]] : [];
    return runs.flatMap((run) =>
      lane && run && run.events.length > 0
        ? [recordingOf(lane, run, info?.sources[lane.sample] ?? '', scene)]
        : [],
    );
  });
}

function recordingOf(lane: Lane, run: Run, source: string, scene?: StageScene): Recording {
  const { flow, sample } = lane;
  const { scenario, policies } = run;
  const end = Math.max(0, ...run.events.map(({ at }) => at), run.terminal.at(-1)?.at ?? 0);
  const common = { type: 'lane', lane: lane.lane, flow, sample, run: run.run } as const;
  const more = scenario === undefined ? {} : { scenario };
  const told: StageMessage[] = [
    ...run.events.map((event) => ({ type: 'event', lane: lane.lane, event }) as const),
    ...run.terminal,
    ...run.screens,
    ...run.tokens,
    ...(run.diagnosis ? [run.diagnosis] : []),
    ...(run.ran.length > 0
      ? [{ type: 'lines', lane: lane.lane, at: end, ran: [...run.ran] } satisfies StageMessage]
      : []),
  ];
  return {
    version: 1,
    flow,
    sample,
    ...more,
    ...(policies && { policies: [...policies] }),
    ...(scene?.advanceSeconds !== undefined && { advanceSeconds: scene.advanceSeconds }),
    ...(scene && { scene: { id: scene.id, title: scene.title, notes: scene.notes } }),
    run: run.run,
    messages: [
      { ...common, ...more, at: 0, state: 'running' },
      ...told.sort((one, other) => timeOf(one) - timeOf(other)),
      {
        ...{ ...common, ...more, at: end, state: run.state },
        ...(run.message !== undefined && { message: run.message }),
      },
    ],
    source,
  };
}

const timeOf = (message: StageMessage) =>
  message.type === 'event' ? message.event.at : message.at;

/** What an exported page needs: the runs, and the words around them. */
export function carriedBy(
  view: View,
  infos: Readonly<Record<Language, StageState>>,
): CarriedRecordings {
  const { info, scenario, scenarioLane, runs } = view;
  if (!info) return { stage: { en: empty, ko: empty }, recordings: [] };
  const recordings = recordingsOf(view);
  const isMet = ({ name }: { name: string }) =>
    name === scenario || recordings.some((one) => one.scenario === name);
  const scene = sceneOf(view);
  const on = new Set(recordings.flatMap((one) => one.policies ?? []));
  const partOf = (all: StageState): StageState => ({
    ...all,
    lanes: info.lanes,
    flows: all.flows.filter(({ flow }) => info.lanes.some((lane) => lane.flow === flow)),
    scenarios: all.scenarios.filter(isMet),
    scenes: all.scenes.filter(({ id }) => id === scene?.id),
    policies: policiesOf({ ...view, info: all }).filter(({ id }) => on.has(id)),
  });
  return {
    stage: { en: partOf(infos.en), ko: partOf(infos.ko) },
    ...{ recordings, runs },
    ...(scene && { scene: scene.id }),
    ...(scenario !== undefined && { scenario }),
    ...(scenarioLane !== undefined && { scenarioLane }),
  };
}

const empty = { flows: [], scenarios: [], policies: [], scenes: [], lanes: [], sources: {} };

/** This page as one file, with runs inside: no part of it is loaded from anywhere. */
export async function offlinePage(carried: CarriedRecordings): Promise<string> {
  const page = await (await askFile('replay.html')).text();
  // A closing tag in a text must not end the block that holds it.
  const data = JSON.stringify(carried).replaceAll('<', '\\u003c');
  return page.replace('{"recordings":"here"}', () => data);
}

/** Hands a text to the user as a file. */
export function save(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
