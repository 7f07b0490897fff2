import { expect, test } from '@jest/globals';
import { createActions } from './actions.ts';
import { liveStage } from './source/live-stage.ts';
import { texts } from './texts.ts';
import type { Store, View } from './view.ts';

test('a stage that gives no answer is told as one, and a mistake in the page is not', async () => {
  let view = { language: 'en' } as View;
  const set: Store['set'] = (change) => void (view = { ...view, ...change } as View);
  const store: Store = { get: () => view, set, watch: () => () => undefined };
  // Off a browser `api/…` is no address: nothing answers.
  await createActions(store, liveStage()).load();
  expect(view.notice?.(texts.en, view)).toMatch(/^The stage does not answer/);
  const broken = { ...liveStage(), describe: () => Promise.reject(new TypeError('x is missing')) };
  await createActions(store, broken).load();
  expect(view.notice?.(texts.en, view)).toContain('x is missing');
});
