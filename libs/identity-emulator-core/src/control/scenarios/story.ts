import type { Scenario } from '../faults/scenario.ts';

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
