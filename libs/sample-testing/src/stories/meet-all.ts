/** A story of the emulator's catalogue, met by somebody. */
export interface StoryMeeting {
  story: string;
  /** The story ends with its first failure; seconds until the sample may ask again. */
  pause?: number;
}

/** Most of them wait for a deadline or for a story to go on, which costs nothing. */
const AT_ONCE = 16;

/**
 * Plays all meetings, several at a time.
 *
 * @param meet - plays one, in an emulator of its own
 * @returns what came of a meeting; it throws what the meeting threw
 */
export async function meetAll<Meeting extends StoryMeeting, Met>(
  meetings: readonly Meeting[],
  meet: (meeting: Meeting) => Promise<Met>,
): Promise<(meeting: Meeting) => Met> {
  const endings = new Map<Meeting, PromiseSettledResult<Met>>();
  const waiting = [...meetings].sort((a, b) => patience(b) - patience(a)).values();
  const worker = async () => {
    for (const meeting of waiting) {
      const [ending] = await Promise.allSettled([meet(meeting)]);
      endings.set(meeting, ending);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return (meeting) => {
    const ending = endings.get(meeting);
    if (ending?.status !== 'fulfilled') throw ending?.reason;
    return ending.value;
  };
}

/** Who waits longest begins first. */
const patience = ({ story, pause = 0 }: StoryMeeting) =>
  ['hang', 'slow-network'].includes(story) ? 15 : pause;
