import type { Scenario } from '@entra-flows/identity-emulator-core';

/** Something that goes wrong, by name, and what a good client does about it. */
export interface Story {
  about: string;
  scenarios: Scenario[];
}

const html = '<html><body><h1>Bad gateway</h1></body></html>';
const outage = { status: 502, type: 'text/html; charset=utf-8', body: html };

export const stories: Readonly<Record<string, Story>> = {
  'device-code-expired': {
    about: 'nobody signed in in time: polls hear expired_token; start again with a new code',
    scenarios: [{ at: 'token', grant: 'device_code', answer: { aadsts: 'AADSTS70020' } }],
  },
  'device-code-declined': {
    about: 'the person chose Cancel: polls hear authorization_declined; stop',
    scenarios: [{ at: 'token', grant: 'device_code', answer: { aadsts: 'AADSTS700171' } }],
  },
  'slow-down': {
    about: 'the first three polls hear slow_down; wait 5 seconds longer after each',
    scenarios: [{ at: 'token', grant: 'device_code', times: 3, answer: { oauth: 'slow_down' } }],
  },
  'refresh-token-revoked': {
    about: 'an administrator revoked the session: a refresh hears AADSTS50173; sign in again',
    scenarios: [{ at: 'token', grant: 'refresh_token', answer: { aadsts: 'AADSTS50173' } }],
  },
  throttled: {
    about: 'the token endpoint answers 429 in plain text; wait as Retry-After says',
    scenarios: [
      {
        at: 'token',
        answer: { status: 429, headers: { 'retry-after': '10' }, body: 'Too many requests.' },
      },
    ],
  },
  outage: {
    about: 'a gateway answers 502 with a page; try again later, and use what is cached',
    scenarios: (['discovery', 'devicecode', 'token', 'graph'] as const).map((at) => ({
      at,
      answer: outage,
    })),
  },
};

/**
 * The scenarios of a story, named so that they can be taken back.
 *
 * @param name of the catalogue, or `AADSTS` and a number: that error at the devicecode endpoint
 * @returns undefined when there is no such story
 */
export function findStory(name: string): Story | undefined {
  if (Object.hasOwn(stories, name)) return stories[name];
  if (!/^AADSTS\d{4,8}$/i.test(name)) return undefined;
  return {
    about: `the devicecode endpoint answers ${name.toUpperCase()}`,
    scenarios: [{ at: 'devicecode', answer: { aadsts: name } }],
  };
}
