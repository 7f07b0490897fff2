import type { Authority } from './authority.ts';

/** What a scenario can do to a fleet. */
export interface Fleet {
  authority: Pick<Authority, 'play' | 'withdraw'>;
  random: () => number;
  /** @param seconds */
  wait(seconds: number): Promise<void>;
  /** Does something with every device at once; a device that fails for good is counted. */
  each(work: (device: FleetDevice) => Promise<void>): Promise<void>;
}

export interface FleetDevice {
  /** Its token is of no use any more. */
  lose(): void;
  getToken(renew: boolean): Promise<void>;
  getTokenInTurn(renew: boolean): Promise<void>;
}

/** Something that happens to a whole fleet at once. Scenarios are told in their order. */
export interface Scenario {
  name: string;
  title: string;
  /** What happens at second 0, and how the devices meet it. */
  what: string;
  /** Hours that pass before it with nothing to tell. */
  hoursBefore?: number;
  play(fleet: Fleet): Promise<void>;
}

/** Seconds. */
const OUTAGE = 300;
/** Seconds in which each device calls its API once, and hears that its token is refused. */
const API_PERIOD = 60;

export const scenarios: readonly Scenario[] = [
  {
    name: 'power-cut',
    title: 'First boot, together, after a power cut',
    what: 'At second 0 the power comes back for all devices. None has a token, and each needs a user.',
    play: ({ each }) => each(({ getToken }) => getToken(false)),
  },
  {
    name: 'throttled',
    title: 'All renew in the same second, and are throttled',
    what: 'At second 0 a script makes all devices renew their tokens at once. What the authority does not take hears 429 with Retry-After: 10.',
    play: ({ each }) =>
      each(async ({ lose, getToken }) => {
        lose();
        await getToken(true);
      }),
  },
  {
    name: 'outage',
    title: 'An outage of five minutes, with no token left',
    what: 'The fleet was off for two hours, so every token has run out. At second 0 it boots, and for 300 s the authority answers 502.',
    hoursBefore: 2,
    async play({ authority, wait, each }) {
      await authority.play('outage');
      const end = wait(OUTAGE).then(() => authority.withdraw('outage'));
      await each(async ({ lose, getTokenInTurn }) => {
        lose();
        await getTokenInTurn(false);
      });
      await end;
    },
  },
  {
    name: 'revoked',
    title: 'Mass revocation',
    what: 'At second 0 every sign-in ends. Within a minute each device hears it from its API; the refresh is refused, and each needs a user again.',
    async play({ authority, random, wait, each }) {
      await authority.play('sessions-ended');
      await each(async ({ lose, getTokenInTurn }) => {
        await wait(random() * API_PERIOD);
        lose();
        await getTokenInTurn(true);
      });
    },
  },
];
