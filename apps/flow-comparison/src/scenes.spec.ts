import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findScenario } from '@entra-flows/identity-emulator';
import { expect, test } from '@jest/globals';
import { root } from './places.ts';
import { sceneKeys } from './scene-keys.ts';
import { scenesIn } from './scenes.ts';

test('the rows of docs/training.md that have a key are the scenes, with their failures, flows and minutes', () => {
  const text = readFileSync(join(root, 'docs/training.md'), 'utf8');
  const rows = text
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, key = '', ...cells]) => /^[\da-z]$/.test(key) && cells.length > 2)
    .map(([, key = '', ...cells]) => ({ key, text: cells.join(' ') }))
    .sort((one, other) => sceneKeys.indexOf(one.key) - sceneKeys.indexOf(other.key));
  const scenes = scenesIn('en');
  expect(rows.map(({ key }) => key).join('')).toBe(sceneKeys.slice(0, scenes.length));
  for (const [at, { scenario, flows }] of scenes.entries())
    // A terminal's row names its samples in short.
    for (const word of scenario === undefined ? flows : [scenario])
      expect(rows[at]?.text).toContain(`\`${word}\``);
  const minutes = scenes.reduce((sum, scene) => sum + scene.minutes, 0);
  expect(text).toContain(`${scenes.length} of them, ${minutes} minutes in all`);
});

test.each(['en', 'ko'] as const)(
  'a scene that plays a failure is called as its button: %s',
  (language) => {
    for (const { id, title, scenario } of scenesIn(language))
      if (scenario === undefined) expect([id, title]).not.toEqual([id, id]);
      else expect([id, title]).toEqual([id, findScenario(scenario)?.[language].title]);
  },
);

test('notes that speak of another scene name its key', () => {
  const keyOf = (wanted: string) =>
    sceneKeys.at(scenesIn('en').findIndex(({ id }) => id === wanted))?.toUpperCase();
  const notes = (language: 'en' | 'ko') => scenesIn(language).map((scene) => scene.notes);
  const key = keyOf('device-code-blocked');
  expect(
    notes('en')
      .join()
      .match(/\bscene \w\b/gi),
  ).toEqual([`Scene ${key}`]);
  expect(
    notes('ko')
      .join()
      .match(/\w번 장면/g),
  ).toEqual([`${key}번 장면`]);
});
