import { isAadsts } from '../../errors/aadsts-number.ts';
import { storiesEn } from './stories.en.ts';
import { storiesKo } from './stories.ko.ts';
import { storySteps, type StoryName } from './story-steps.ts';
import type { Story, StoryStep } from './story.ts';

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
