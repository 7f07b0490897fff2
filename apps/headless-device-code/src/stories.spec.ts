// @long every failure story once more, in the log of a service
import { beforeAll, describe, expect, test } from '@jest/globals';
import { startIdentityEmulator, scenarios } from '@entra-flows/identity-emulator';
import { appliesTo, meetAll, placeFor, type StoryMeeting } from '@entra-flows/sample-testing';
import { type LogLine, runService } from '../testing/run-service.ts';

const USER = 'adele@contoso.example';

interface Meeting extends StoryMeeting {
  /** The diagnosis in the log; none where the story needs nothing but patience. */
  code?: string;
}

const fails = (story: string, code: string): Meeting => ({ story, code });
const waits = (story: string): Meeting => ({ story });

/** With nobody signed in: what a service does that a good client would do, and nobody restarts. */
const meetings: readonly Meeting[] = [
  fails('device-code-expired', 'AADSTS70020'),
  fails('device-code-declined', 'AADSTS700171'),
  fails('device-code-blocked', 'AADSTS53003'),
  fails('admin-consent-needed', 'AADSTS90094'),
  fails('password-expired', 'AADSTS50055'),
  fails('account-locked', 'AADSTS50053'),
  fails('account-disabled', 'AADSTS50057'),
  fails('not-assigned', 'AADSTS50105'),
  fails('device-not-compliant', 'AADSTS53000'),
  fails('wrong-tenant', 'AADSTS90002'),
  fails('tenant-missing', 'AADSTS50059'),
  fails('shared-authority', 'AADSTS90133'),
  fails('wrong-client', 'AADSTS700016'),
  fails('not-a-public-client', 'AADSTS7000218'),
  fails('wrong-scope', 'AADSTS70011'),
  fails('loop-detected', 'AADSTS50196'),
  fails('throttled', 'http_429'),
  fails('tenant-throttled', 'AADSTS90055'),
  fails('outage', 'temporarily_unavailable'),
  fails('hang', 'ERR_DEADLINE'),
  fails('html-instead-of-json', 'invalid_response'),
  waits('api-throttled'),
  waits('claims-challenge'),
  waits('sessions-ended'),
  waits('slow-down'),
  waits('slow-network'),
  waits('connection-dropped'),
  waits('truncated-json'),
  waits('clock-skew'),
];

/** What the log said of it, and who is signed in at last. */
async function meetStory({
  story,
  code,
}: Meeting): Promise<{ first?: LogLine; username?: string }> {
  await using emulator = await startIdentityEmulator({ deviceCode: { interval: 0.1 } });
  const { control } = emulator;
  const place = placeFor(emulator, 'headless-device-code');
  await control.play(story);
  const service = runService(place);
  const late = setTimeout(() => service.child.kill('SIGKILL'), 100_000);
  try {
    const first = code ? await service.said(code) : await service.event('sign-in-needed');
    if (code) await control.withdraw(story);
    await control.user({ does: 'approve', as: USER });
    service.child.kill('SIGUSR2');
    const { username = '' } = await service.event('working');
    return { first, username };
  } finally {
    clearTimeout(late);
    await service.stop('SIGKILL');
    place.remove();
  }
}

let metAt: (meeting: Meeting) => Awaited<ReturnType<typeof meetStory>>;
beforeAll(async () => {
  metAt = await meetAll(meetings, meetStory);
}, 300_000);

describe('each failure story is survived', () => {
  test.each(meetings.map((meeting) => [meeting.story, meeting] as const))(
    '%s',
    (_story, meeting) => {
      const { first, username } = metAt(meeting);
      expect(first).toMatchObject(
        meeting.code ? { code: meeting.code } : { event: 'sign-in-needed' },
      );
      if (first?.event !== 'no-usable-answer' && meeting.code)
        expect(first?.['text']).toMatch(/\nNext: /);
      expect(username).toBe(USER);
    },
  );

  test('and every story of the catalogue that a service without a sign-in can meet is here', () => {
    const places = ['discovery', 'devicecode', 'device_code', 'graph'];
    const able = scenarios.filter(({ steps }) => steps.some((step) => appliesTo(step, places)));
    expect(meetings.map(({ story }) => story).sort()).toEqual(able.map(({ name }) => name).sort());
  });
});
