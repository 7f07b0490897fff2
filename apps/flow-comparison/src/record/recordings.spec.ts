import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { flowCatalog } from '@entra-flows/flow-catalog';
import { formatPage } from '@entra-flows/tools/format-page.ts';
import { figuresOf } from '../compare/figures.ts';
import { laneFlows } from '../lanes/flows.ts';
import { root } from '../places.ts';
import { scenesIn } from '../scenes.ts';
import { measuredPage, pageOfRecordings } from './measured-page.ts';
import { collectedOf, isPlain, nameOf, readRecording, readRecordings } from './read-recordings.ts';
import { structureOf } from './structure.ts';

const recordings = readRecordings();
const of = (flow: string, run: 1 | 2) => recordings.get(`${flow.replace('/', '-')}.${run}.json`);

/** What program and browser ask of the authority, in contrast to the API. */
function askedOf(flow: string, run: 1 | 2): string[] {
  const recording = of(flow, run);
  if (!recording) return ['no recording'];
  const { asked } = figuresOf(collectedOf(recording), 'en');
  return asked.filter((endpoint) => endpoint !== 'graph');
}

test('each flow asks the authority what the catalogue says', () => {
  for (const { flow, catalog } of laneFlows.filter((one) => one.flow === one.catalog)) {
    const listed = flowCatalog.find(({ id }) => id === catalog)?.requests;
    // A page asks the emulator for its addresses each time it is loaded: not so at Entra.
    const known = flow === 'single-page' ? ['discovery'] : [];
    const asked = (run: 1 | 2) => askedOf(flow, run).filter((one) => !known.includes(one));
    expect([flow, asked(1), asked(2)]).toEqual([flow, listed?.first, listed?.again]);
  }
});

describe('the recordings', () => {
  test('are there for each flow, first and second run, and for each scene with a failure', () => {
    const missing = laneFlows.flatMap(({ flow }) =>
      ([1, 2] as const).filter((run) => !of(flow, run)).map((run) => `${flow} ${run}`),
    );
    expect(missing).toEqual([]);
    for (const scene of scenesIn('en')) {
      if (isPlain(scene)) continue;
      const { flows, scenario, policies, advanceSeconds, run = 1 } = scene;
      for (const flow of flows) {
        const conditions = { scenario, policies, advanceSeconds };
        expect([...recordings.keys()]).toContain(nameOf({ flow, run, ...conditions }));
      }
    }
  });

  test('that are not whole are named, with what to do', () => {
    const folder = mkdtempSync(join(tmpdir(), 'recordings-'));
    writeFileSync(join(folder, 'silent.1.json'), '{\n');
    expect(() => readRecording('silent.1.json', folder)).toThrow(
      /^The recording silent\.1\.json cannot be read\. Take it from git again/,
    );
    rmSync(folder, { recursive: true });
  });

  test('tell no time of the day on which they were made', () => {
    const told = [...recordings].flatMap(([name, { messages }]) =>
      [...JSON.stringify(messages).matchAll(/\d\d:\d\d UTC/g)].map(([time]) => `${name}: ${time}`),
    );
    expect(told.filter((one) => !/: (12:15|13:00) UTC$/.test(one))).toEqual([]);
  });

  test('say the codes that the notes of their scene name', () => {
    for (const language of ['en', 'ko'] as const)
      for (const { id, flows, notes, ...scene } of scenesIn(language)) {
        const { scenario, policies, advanceSeconds } = scene;
        const conditions = { run: scene.run ?? 1, scenario, policies, advanceSeconds };
        const told = flows.map((flow) => {
          const { messages } = recordings.get(nameOf({ flow, ...conditions })) ?? {};
          return JSON.stringify(messages);
        });
        const named = notes.match(/AADSTS\d+/g) ?? [];
        const missing = named.filter((code) => !told.some((text) => text?.includes(code)));
        expect([language, id, missing]).toEqual([language, id, []]);
      }
  });

  test('have as many pages as the note of their scene says', () => {
    const pagesOf = (flow: string) =>
      of(flow, 1)?.messages.filter(({ type }) => type === 'screen').length ?? 0;
    const words = {
      en: ['zero', 'only one', 'two', 'three', 'four', 'five', 'six'],
      ko: ['없음', '하나', '둘', '셋', '넷', '다섯', '여섯'],
    };
    for (const language of ['en', 'ko'] as const) {
      const { notes } = scenesIn(language).find(({ id }) => id === 'code-or-page')!;
      const said = words[language].filter((word) => new RegExp(`${word}(?![a-z째])`).test(notes));
      const counted = ['interactive', 'device-code'].map((flow) => words[language][pagesOf(flow)]);
      expect([language, said]).toEqual([language, counted]);
    }
  });

  test('hold no token, no password, and nothing of the machine that made them', () => {
    for (const [name, recording] of recordings) {
      const text = JSON.stringify(recording.messages);
      expect([name, text.match(/eyJ[\w-]{10,}\.eyJ|Password-of-\w+/)?.[0]]).toEqual([
        name,
        undefined,
      ]);
      const ports = [...text.matchAll(/localhost(?::|%3A)(\d+)/g)].map(([, port]) => Number(port));
      expect(ports.filter((port) => port < 50_000 || port > 50_100)).toEqual([]);
      expect([name, text.match(/\/(?:root|home|tmp)\/(?!krb5|adele)[^"\\ ]*/)?.[0]]).toEqual([
        name,
        undefined,
      ]);
    }
  });

  test('are compared without times: what waits for the user is left out', () => {
    const recording = of('device-code', 1)!;
    const slower = structuredClone(recording);
    for (const message of slower.messages) if (message.type === 'event') message.event.at += 500;
    expect(structureOf(slower)).toEqual(structureOf(recording));
    slower.messages.splice(2, 1);
    expect(structureOf(slower)).not.toEqual(structureOf(recording));
  });
});

test('the page of docs/flows is what the recordings say', async () => {
  const file = join(root, measuredPage);
  const made = await formatPage(file, pageOfRecordings(recordings.values()));
  expect(readFileSync(file, 'utf8')).toBe(made);
});
