import { describe, expect, test } from '@jest/globals';
import type { DeviceCodePrompt } from '@entra-flows/auth-core';
import { isReachableByPhone } from './is-reachable-by-phone.ts';
import type { ShownStream } from './screen.ts';
import { deviceCodeDisplay } from './show-device-code.ts';

const prompt: DeviceCodePrompt = {
  userCode: 'ABCD-EFGH',
  deviceCode: 'secret-device-code',
  verificationUri: 'https://login.example/device',
  message: 'To sign in, open \u001b[31mhttps://login.example/device and enter ABCD-EFGH.',
  expiresIn: 900,
  interval: 5,
};

// Which colours there are: terminal-style.spec.ts of primitives.
process.env['NO_COLOR'] = '1';
process.env['TERM'] = 'xterm';

function shown(given: Partial<DeviceCodePrompt>, stream: Omit<ShownStream, 'write'>): string {
  let text = '';
  const write = (part: string) => (text += part);
  const display = deviceCodeDisplay({ verbose: false, own: {} }, { ...stream, write });
  display.deviceCodeCallback({ ...prompt, ...given });
  display.done();
  return text;
}

describe('deviceCodeDisplay', () => {
  test("prints the authority's message without control characters, and link and code apart", () => {
    const text = shown({}, {});
    expect(text).toContain(
      'To sign in, open [31mhttps://login.example/device and enter ABCD-EFGH.',
    );
    expect(text).toMatch(/^ +Link +https:\/\/login\.example\/device$/m);
    expect(text).toMatch(/^ +Code +ABCD-EFGH$/m);
  });

  test.each([true, false])(
    'says link and code of this machine once, on a terminal: %s',
    (isTTY) => {
      const verificationUri = 'http://localhost:4000/devicelogin';
      const message = `To sign in, open ${verificationUri} and enter ABCD-EFGH.`;
      const text = shown({ verificationUri, message }, { isTTY });
      expect(text).toMatch(/^To sign in, open the page in a browser/m);
      for (const fact of [verificationUri, 'ABCD-EFGH']) expect(text.split(fact)).toHaveLength(2);
    },
  );

  test('asks the user for nothing where the scripted one signs in', () => {
    process.env['SAMPLE_HANDS_FREE'] = '1';
    try {
      const verificationUri = 'http://localhost:4000/devicelogin';
      const text = shown({ verificationUri }, { isTTY: true });
      expect(text).toMatch(/^The emulator's scripted user opens the page and types the code/m);
      expect(text).not.toContain('To sign in');
    } finally {
      delete process.env['SAMPLE_HANDS_FREE'];
    }
  });

  test('takes a terminal that does not know its width for an ordinary one', () => {
    expect(shown({}, { isTTY: true, columns: 0 })).toContain('    Code   ABCD-EFGH');
  });

  test('never prints the device code', () => {
    expect(shown({}, { isTTY: true })).not.toContain('secret-device-code');
  });

  test('draws a QR code on a terminal when a phone can open the link', () => {
    expect(shown({}, { isTTY: true, columns: 80 })).toMatch(/[▀▄█]{5}/);
  });

  test.each([
    ['off a terminal', {}, { isTTY: false }],
    ['on a narrow terminal', {}, { isTTY: true, columns: 20 }],
    [
      'for a link to this machine',
      { verificationUri: 'http://localhost:4000/devicelogin' },
      { isTTY: true },
    ],
  ])('draws none %s', (_name, given, stream) => {
    expect(shown(given, stream)).not.toMatch(/[▀▄█]/);
  });

  test('counts down on a terminal only, and wipes the line at the end', () => {
    expect(shown({}, { isTTY: true })).toMatch(
      /Waiting for the sign-in, 15:00 left.*\r\u001b\[K$/s,
    );
    expect(shown({}, {})).not.toContain('\r');
    for (const TERM of ['dumb', '']) {
      process.env['TERM'] = TERM;
      expect(shown({}, { isTTY: true })).not.toContain('\r');
    }
    process.env['TERM'] = 'xterm';
  });
});

describe('isReachableByPhone', () => {
  test.each([
    ['https://microsoft.com/devicelogin', true],
    ['http://192.168.1.20:8080/device', true],
    ['http://localhost:4000/devicelogin', false],
    ['http://app.localhost/devicelogin', false],
    ['http://127.0.0.1/devicelogin', false],
    ['http://[::1]:3000/devicelogin', false],
    ['not a link', false],
  ])('%s: %s', (link, expected) => {
    expect(isReachableByPhone(link)).toBe(expected);
  });
});
