import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  connectToControl,
  holdEmulator,
  type ControlAddress,
  type Exchange,
  type Hold,
} from '@entra-flows/identity-emulator-core';
import { controlFile } from './data-folder.ts';
import type { Endpoints } from './introduction.ts';
import { findStory } from './stories.ts';

export interface View {
  endpoints: Endpoints;
  control: ControlAddress;
  /** Rejects when the emulator is gone for good. */
  ended: Promise<never>;
  /** Puts back what the story changed, and lets go. */
  close(): Promise<void>;
}

/** A launcher starts an emulator that died again; milliseconds in which it must be back. */
const patience = 10_000;

/**
 * Watches the emulator that serves.
 *
 * @param endpointsPath the file that names its addresses; the control file lies beside it
 * @param story a scenario to play meanwhile
 * @throws Error for people when there is no emulator
 */
export async function openView(
  endpointsPath: string,
  story: string | undefined,
  onExchange: (exchange: Exchange) => void,
): Promise<View> {
  const endpoints = await readJson<Endpoints>(endpointsPath);
  let control: ControlAddress;
  let hold: Hold;
  let closed = false;
  const open = async (): Promise<void> => {
    control = await readJson<ControlAddress>(controlFile(dirname(endpointsPath)));
    hold = await holdEmulator(control, onExchange);
    if (story !== undefined) await play(control, story);
  };
  const watch = async (): Promise<never> => {
    for (;;) {
      await hold.ended;
      if (closed) return new Promise<never>(() => {});
      await again(open);
    }
  };
  await open();
  return {
    endpoints,
    control: control!,
    ended: watch(),
    async close() {
      closed = true;
      if (story !== undefined) await takeBack(control, story).catch(() => {});
      hold.release();
    },
  };
}

async function again(open: () => Promise<void>): Promise<void> {
  for (const until = Date.now() + patience; ; await delay(200)) {
    try {
      return await open();
    } catch (error) {
      if (Date.now() > until)
        throw new Error('The identity emulator is gone. Start this view again.', { cause: error });
    }
  }
}

/** Names are this process's own, so that two views do not undo each other's story. */
const nameOf = (index: number): string => `view-${process.pid}-${index}`;

async function play(address: ControlAddress, story: string): Promise<void> {
  const control = connectToControl(address);
  for (const [index, scenario] of (findStory(story)?.scenarios ?? []).entries())
    await control.inject({ ...scenario, name: nameOf(index) });
}

async function takeBack(address: ControlAddress, story: string): Promise<void> {
  const control = connectToControl(address);
  for (const index of (findStory(story)?.scenarios ?? []).keys())
    await control.withdraw(nameOf(index));
}

async function readJson<Content>(path: string): Promise<Content> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Content;
  } catch (error) {
    throw new Error(
      `No identity emulator can be found: ${path} cannot be read. ` +
        'Start this view with: npx nx serve identity-emulator',
      { cause: error },
    );
  }
}
