import { isAadsts } from '../../errors/aadsts-table.ts';
import type { Scenario } from '../faults/scenario.ts';
import { storiesEn } from './stories.en.ts';
import { storiesKo } from './stories.ko.ts';
import { type StoryName, storySteps } from './story-steps.ts';

/** One thing that a story does to the emulator. */
export type StoryStep =
  | { inject: Scenario }
  /** Seconds. A clock never goes back: withdrawing the story leaves it where it is. */
  | { advanceClock: number }
  /** Ends every sign-in: refresh tokens and browser sessions. Cannot be taken back. */
  | { endSessions: true };

/** A story in words, one line each. */
export interface StoryText {
  title: string;
  /** What the client sees. */
  happens: string;
  /** What a good client does. */
  client: string;
}

/** Something that goes wrong, by name, and what a good client does about it. */
export interface Story {
  name: string;
  en: StoryText;
  ko: StoryText;
  /**
   * Whether the failure is asked for at an endpoint, whatever the directory says, or comes about by
   * itself after the emulator's state was changed.
   */
  kind: 'injected' | 'arises';
  steps: StoryStep[];
}

/** Everything that can go wrong by name. */
export const stories: readonly Story[] = (Object.keys(storySteps) as StoryName[]).map((name) =>
  tell(name, storySteps[name]),
);

function tell(name: StoryName, steps: StoryStep[]): Story {
  const kind = steps.every((step) => 'inject' in step) ? 'injected' : 'arises';
  return { name, en: storiesEn[name], ko: storiesKo[name], kind, steps };
}

/**
 * @param name of the catalogue, or `AADSTS` and a number: that error where a sign-in begins
 * @returns undefined when there is no such story
 */
export function findStory(name: string): Story | undefined {
  const found = stories.find((story) => story.name === name);
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
