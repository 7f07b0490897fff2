import { afterEach, describe, expect, test } from '@jest/globals';
import { InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { keyFromKeyring } from '../cache/keyring.ts';
import { type KeyringPackage, nativeEntry } from '../cache/keyring-entry.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { describeAuthError, explainAuthError, formatAuthError } from './explain-auth-error.ts';

const english = (error: unknown) => explainAuthError(error, { language: 'en' });

/** A keyring that answers nothing but the error. */
function brokenKeyring(error: Error): KeyringPackage {
  const fail = () => Promise.reject(error);
  return {
    AsyncEntry: class {
      getPassword = fail;
      setPassword = fail;
      deletePassword = fail;
    },
  };
}

describe('the text', () => {
  test('says what happened, why and what to do next, then a line for support', () => {
    const error = new InteractionRequiredAuthError(
      'invalid_grant',
      '11111111-2222-3333-4444-555555555555',
      'AADSTS50076: x Timestamp: 2026-11-21 22:55:00Z',
    );
    expect(english(error).split('\n')).toEqual([
      'A second factor is needed.',
      'Why: A second factor is needed for this resource.',
      'Next: Sign in again with a flow that shows a page, and confirm with the second factor.',
      'Code AADSTS50076, correlation ID 11111111-2222-3333-4444-555555555555, 2026-11-21 22:55:00Z',
    ]);
  });

  test('names the setting of the portal for a public client that is not allowed', () => {
    expect(english('AADSTS7000218: x')).toContain(
      'Next: In the app registration, Authentication > Allow public client flows: Yes.',
    );
  });

  test.each(['UNSPECIFIED', 'UNSUPPORTED_CONSTRAINT_TYPE', 'INVALID_CA', 'CERT_SIGNATURE_FAILURE'])(
    'names the certificate, not host and tenant, where TLS refuses one: %s',
    (code) => {
      const cause = Object.assign(new Error('unsupported name constraint type'), { code });
      const said = english({ errorCode: 'endpoints_resolution_error', cause });
      expect(said).toContain('refuses the certificate');
      expect(said).not.toContain('tenant');
    },
  );

  test('names NODE_EXTRA_CA_CERTS for a proxy that reads TLS', () => {
    const cause = { code: 'SELF_SIGNED_CERT_IN_CHAIN' };
    expect(english({ errorCode: 'network_error', cause })).toContain('NODE_EXTRA_CA_CERTS');
  });

  test('falls back to the category where a code has no text of its own', () => {
    expect(english('AADSTS90033: x')).toMatch(/^The sign-in service has a passing fault\.\n/);
  });

  test('proposes another flow than the one that failed', () => {
    const text = explainAuthError('AADSTS53003: x', { language: 'en', flow: 'interactive' });
    expect(text).toContain("Another way: sign in with the system's own account (broker).");
  });

  test('says how long to wait', () => {
    expect(english({ errorCode: 'x', status: 429, retryAfter: 30 })).toContain(
      '\nWait at least 30 seconds.\n',
    );
  });

  test("quotes the authority's own words where the code is unknown, without its identifiers", () => {
    const text = english('AADSTS987654: Something new. Trace ID: x Correlation ID: y');
    expect(text).toContain('\nThe authority said: AADSTS987654: Something new.\n');
    expect(text).toContain('Code AADSTS987654 (not in the published lists)');
    expect(english('AADSTS50076: Something old.')).not.toContain('old');
  });

  test('quotes the authority where it names the scope that is wrong', () => {
    const error_description =
      "AADSTS650053: The application 'a' asked for scope 'Files.Reed' that doesn't exist on the resource 'r'.";
    expect(english({ error_description })).toContain("scope 'Files.Reed'");
    const blocked = { error_description: 'AADSTS53003: Access has been blocked.' };
    expect(english(blocked)).not.toContain('The authority said');
  });

  test('says which published number an unknown long one looks like, and takes no category from it', () => {
    expect(english({ error: 'invalid_grant', error_codes: [5007699] })).toMatch(
      /^The earlier sign-in was not accepted\.\n[^]*\nDetails: looks like AADSTS50076: A second factor is needed for this resource\.\n/,
    );
    expect(explainAuthError('AADSTS500769: x', { language: 'ko' })).toContain(
      '\n자세히: AADSTS50076 오류와 비슷합니다: ',
    );
  });

  test.each(['700019', '7000299', '700039', '900239', '500129', '50076', '99999', '500113'])(
    'AADSTS%s has no such likeness: its beginning is an umbrella, unknown, or all of it is known',
    (number) => {
      expect(english(`AADSTS${number}: x`)).not.toContain('looks like');
    },
  );

  test('quotes the numbers of B2C and AD FS as those of Entra', () => {
    expect(english('AADB2C99999: Something new. Correlation ID: y')).toContain(
      '\nThe authority said: AADB2C99999: Something new.\n',
    );
  });

  test("quotes this library's own message, the host or the file", () => {
    const own = new AuthCoreError('cache_unusable', '/home/ada/cache is a folder');
    expect(english(own)).toContain('\nDetails: /home/ada/cache is a folder\n');
    const dns = { code: 'ENOTFOUND', hostname: 'login.exmaple.com' };
    expect(english({ cause: dns })).toContain('\nDetails: login.exmaple.com\n');
    const tcp = { code: 'ECONNREFUSED', address: '127.0.0.1', port: 8443 };
    expect(english({ cause: tcp })).toContain('\nDetails: 127.0.0.1:8443\n');
    expect(english({ cause: { ...tcp, address: '2001:db8::1' } })).toContain(
      '\nDetails: [2001:db8::1]:8443\n',
    );
    expect(english({ code: 'EACCES', syscall: 'open', path: '/x\u001b[2J' })).toContain(
      '\nDetails: /x [2J\n',
    );
    expect(english({ code: 'ENOENT', syscall: 'spawn x', path: '/x' })).not.toContain('Details');
    expect(english({ code: 'ENOTFOUND', hostname: 'a b' })).not.toContain('a b');
  });

  test("quotes this library's own message to its end, where it says what to do", () => {
    const cause = new Error(`Platform failure: ${'no bus at this address. '.repeat(40)}`);
    const keyring = keyFromKeyring({ account: 'x' }, (place) =>
      nativeEntry(place, () => Promise.resolve(brokenKeyring(cause))),
    );
    return expect(keyring.getKey(true).catch(english)).resolves.toMatch(
      /\nDetails: .*Platform failure: .*or choose another protection: a key file, or plain text\.\n/,
    );
  });

  test('gives every identifier of the answer', () => {
    const ids = {
      trace_id: '99999999-2222-3333-4444-555555555555',
      timestamp: '2026-11-21T22:55:00Z',
    };
    expect(english({ error_codes: [50076], ...ids })).toMatch(
      /Code AADSTS50076, trace ID 99999999-2222-3333-4444-555555555555, 2026-11-21T22:55:00Z$/,
    );
  });

  test('quotes nothing of any other message', () => {
    expect(english(new Error('the password is hunter2'))).not.toMatch(/hunter2|The authority said/);
    expect(english(new ServerError('server_error', '', 'hunter2'))).not.toContain('hunter2');
  });
});

describe('a mistake of the program', () => {
  const secret = 'hunter2hunter2hunter2hunter2';

  test('is said as one, with what was wrong', () => {
    const error = new TypeError('deviceCodeCallback has to be a function');
    expect(english(error)).toMatch(
      /mistake in its code or settings\.\n[^]*\nDetails: deviceCodeCallback has to be a function\nCode TypeError$/,
    );
    expect(explainAuthError(new RangeError('timeout: 0'), { language: 'ko' })).toMatch(
      /잘못이 있습니다\.\n[^]*\n자세히: timeout: 0\n코드 RangeError$/,
    );
  });

  test.each([
    `a${secret}7`,
    `password=${secret}`,
    `x is wrong. Received type string ('${secret}')`,
  ])('hides what looks like a secret: %s', (message) => {
    expect(english(new TypeError(message))).not.toContain(secret);
  });

  test('gives way to the host that did not answer', () => {
    const cause = { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'nowhere.example' };
    const text = english(new TypeError('fetch failed', { cause }));
    expect(text).toContain('\nDetails: nowhere.example\n');
    expect(text).not.toContain('fetch failed');
  });
});

describe('the language', () => {
  const saved = { ...process.env };
  afterEach(() => {
    for (const name of ['LC_ALL', 'LC_MESSAGES', 'LANG'])
      if (saved[name] === undefined) delete process.env[name];
      else process.env[name] = saved[name];
  });

  test('is the one that LANG asks for', () => {
    delete process.env['LC_ALL'];
    delete process.env['LC_MESSAGES'];
    process.env['LANG'] = 'ko_KR.UTF-8';
    expect(explainAuthError('AADSTS50126: x')).toContain(
      '\n이유: 사용자 이름이나 암호가 틀렸습니다.\n',
    );
    process.env['LC_ALL'] = 'C';
    expect(explainAuthError('AADSTS50126: x')).toContain('\nWhy: ');
  });

  test('is English where a program asks for one that is not there', () => {
    const language = 'fr' as 'en';
    expect(explainAuthError('AADSTS50126: x', { language })).toContain('\nWhy: ');
  });
});

describe('the parts', () => {
  const error = new InteractionRequiredAuthError('invalid_grant', '', 'AADSTS50076: x');
  const options = { language: 'en', flow: 'username-password' } as const;

  test('are sentences without labels, with the diagnosis that they were made from', () => {
    expect(describeAuthError(error, options)).toMatchObject({
      what: 'A second factor is needed.',
      another: 'sign in with the browser on this machine.',
      support: 'Code AADSTS50076',
      diagnosis: { code: 'AADSTS50076', interactive: true, cause: error },
      language: 'en',
    });
  });

  test.each(['en', 'ko'] as const)('make the text again, in %s', (language) => {
    const description = describeAuthError(error, { ...options, language });
    expect(formatAuthError(description)).toBe(explainAuthError(error, { ...options, language }));
  });

  test('may be left out, replaced, and have a line of the program below what to do next', () => {
    const { what, why, language } = describeAuthError(error, options);
    const text = formatAuthError({ what, why, next: 'Wait.', language, hint: 'Option: --x' });
    expect(text.split('\n')).toEqual([what, `Why: ${why}`, 'Next: Wait.', 'Option: --x']);
  });
});
