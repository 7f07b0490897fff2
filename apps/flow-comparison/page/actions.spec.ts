import { expect, jest, test } from '@jest/globals';
import type { StageState } from '../src/messages.ts';
import { createActions } from './actions.ts';
import { emptyStage } from '../src/run/stage-run.ts';
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

test('what a scene has switched off is said for some seconds, and nothing newer goes with it', async () => {
  jest.useFakeTimers();
  const policies = [{ id: 'require-mfa', title: 'Second factor', short: 'MFA', on: true }];
  const scene = { id: 'hang', title: 'Hang', notes: '', flows: [], minutes: 1 };
  const info: StageState = {
    ...{ flows: [], scenarios: [], lanes: [], sources: {}, policies, scenes: [scene] },
  };
  let view = { language: 'en', info, stage: emptyStage, clock: { mode: 'follow', at: 0 } } as View;
  const set: Store['set'] = (change) => void (view = { ...view, ...change } as View);
  const done = () => Promise.resolve();
  const actions = createActions(
    { get: () => view, set, watch: () => () => undefined },
    {
      ...{ kind: 'live', describe: () => Promise.resolve(info), follow: () => undefined },
      ...{ choose: done, start: done, stop: done, reset: done, setPolicies: done, setScene: done },
    },
  );
  await actions.playScene(scene);
  expect(view.notice?.(texts.en, view)).toBe('Switched off by the scene: Second factor.');
  jest.advanceTimersByTime(10_000);
  expect(view.notice).toBeUndefined();
  await actions.playScene({ ...scene, policies: [] });
  actions.notice(() => 'newer');
  jest.advanceTimersByTime(10_000);
  expect(view.notice?.(texts.en, view)).toBe('newer');
  jest.useRealTimers();
});
