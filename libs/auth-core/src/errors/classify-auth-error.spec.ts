import { describe, expect, test } from '@jest/globals';
import { InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { classifyAuthError } from './classify-auth-error.ts';

const guid = '11111111-2222-3333-4444-555555555555';

describe('which code decides', () => {
  test('the AADSTS number decides before the OAuth word', () => {
    const body = { error: 'invalid_grant', error_codes: [50076] };
    expect(classifyAuthError(body)).toMatchObject({
      code: 'AADSTS50076',
      category: 'user.mfa',
      userAction: 'complete-mfa',
      interactive: true,
      known: true,
    });
  });

  test('the suberror decides before a generic invalid_grant', () => {
    expect(
      classifyAuthError({ error: 'invalid_grant', suberror: 'consent_required' }),
    ).toMatchObject({ code: 'consent_required', category: 'user.consent' });
  });

  test('a suberror decides before the umbrella number 70000', () => {
    const body = { error: 'invalid_grant', error_codes: [70000], suberror: 'bad_token' };
    expect(classifyAuthError(body).code).toBe('bad_token');
    expect(classifyAuthError({ error_codes: [70000] }).category).toBe('token.invalid');
  });

  test('the number decides before the suberror', () => {
    const body = { error: 'invalid_grant', error_codes: [53003], suberror: 'basic_action' };
    expect(classifyAuthError(body).category).toBe('policy.conditional-access');
  });

  test.each([
    '{"error"=>"unsupported_grant_type", "error_description"=>"x"}',
    'Array ( [error] => unsupported_grant_type [error_description] => x )',
    'MsalServiceException , ErrorCode: unsupported_grant_type , StatusCode: 400',
  ])('the word of a printed answer without a number: %s', (text) => {
    expect(classifyAuthError(text).code).toBe('unsupported_grant_type');
  });

  test('of several numbers the last listed is the real one', () => {
    const text = 'AADSTS70002: Error validating credentials. AADSTS50126: Invalid user name.';
    const error = new ServerError('invalid_grant', guid, text, '', '70002', 400);
    expect(classifyAuthError({ error_codes: [70002, 50126] }).code).toBe('AADSTS50126');
    expect(classifyAuthError(error).code).toBe('AADSTS50126');
    expect(
      classifyAuthError({ errorMessage: `Error(s): 70002,50034 - Description: ${text}` }).code,
    ).toBe('AADSTS50034');
  });

  test.each([
    ['error_codes', { error: 'invalid_grant', error_codes: [65001] }],
    ['error_codes as text', { error: 'invalid_grant', error_codes: ['65001'] }],
    ['error_description', { error: 'invalid_grant', error_description: 'AADSTS65001: x' }],
    ['error_uri', { error: 'invalid_grant', error_uri: 'https://x.example/error?code=65001' }],
    ['errorNo', { errorCode: 'invalid_grant', errorNo: '65001' }],
    ['errorNo that the text lacks', { errorNo: 65001, errorMessage: 'AADSTS50000: y' }],
    ['a message', new Error('AADSTS65001: x')],
    ['a text', 'AADSTS65001: x'],
    ['JSON text', '{"error":"invalid_grant","error_codes":[65001]}'],
    ['JSON in a message', new Error('400 {"error":"invalid_grant","error_codes":[65001]} end')],
    [
      'a redirect',
      'http://localhost/?state=1&error=access_denied&error_description=AADSTS65001%3a+x',
    ],
  ])('the number is found in %s', (_where, error) => {
    expect(classifyAuthError(error)).toMatchObject({
      code: 'AADSTS65001',
      category: 'user.consent',
    });
  });

  test('a six- or seven-digit code is a code of its own, not its five-digit parent', () => {
    expect(classifyAuthError('AADSTS7000218: x').category).toBe('config.flow-not-supported');
    expect(classifyAuthError('AADSTS700016: x').category).toBe('config.client');
    expect(classifyAuthError({ error: 'invalid_client', error_codes: [7000299] })).toMatchObject({
      code: 'AADSTS7000299',
      known: false,
      category: 'config.client-credential',
    });
  });

  test.each([
    ['AADB2C90080: The provided grant has expired.', 'AADB2C90080', 'token.expired'],
    ['AADB2C90129: The provided grant has been revoked.', 'AADB2C90129', 'token.revoked'],
    ["MSIS9659: Invalid 'username' or 'password'.", 'MSIS9659', 'credentials.invalid'],
    ['MSIS9605%3a+The+client+is+not+allowed', 'MSIS9605', 'config.client'],
  ])('numbers of B2C and AD FS are read: %s', (error_description, code, category) => {
    const expected = { code, category, known: true };
    expect(classifyAuthError({ error: 'invalid_grant', error_description })).toMatchObject(
      expected,
    );
    expect(classifyAuthError(error_description)).toMatchObject(expected);
  });

  test('an unknown number of B2C or AD FS is named, and its word classifies', () => {
    const answer = { error: 'access_denied', error_description: 'AADB2C99999: x' };
    expect(classifyAuthError(answer)).toMatchObject({
      code: 'AADB2C99999',
      category: 'user.cancelled',
      known: false,
    });
    expect(classifyAuthError('MSIS9999: x')).toMatchObject({
      code: 'MSIS9999',
      category: 'federation',
      known: false,
    });
  });

  test("the number of another identity provider decides over B2C's, which quotes it", () => {
    const text = 'AADB2C90273: An invalid response was received: AADSTS50105: not assigned';
    expect(classifyAuthError(text).code).toBe('AADSTS50105');
  });

  test.each([
    '50033 - [2020-04-09 22:47:24Z]: RetryableError',
    'server_error: 70002,50033 - [2020-04-09 22:47:24Z]: RetryableError - Correlation ID: x',
    'ServerError: invalid_grant: Error(s): 70002,50033 - Timestamp: N/A - Description: x',
  ])("MSAL's older messages keep their number: %s", (text) => {
    expect(classifyAuthError(text)).toMatchObject({ code: 'AADSTS50033', known: true });
    expect(classifyAuthError({ errorCode: 'server_error', errorMessage: text }).code).toBe(
      'AADSTS50033',
    );
  });

  test.each([
    'unauthorized_client: The client does not exist or is not enabled for consumers.',
    'Error: unauthorized_client: The client does not exist',
    '(unauthorized_client) The client does not exist',
  ])('a word that leads a text is read: %s', (text) => {
    expect(classifyAuthError(new Error(text))).toMatchObject({
      code: 'unauthorized_client',
      category: 'config.client',
    });
  });

  test.each(['AADSTS50059:&nbsp;Kein Mandant', 'AADSTS&nbsp;50059', 'AADSTS50059：테넌트 없음'])(
    'the words around the number are not read: %s',
    (error_description) => {
      const diagnosis = classifyAuthError({ error: 'invalid_request', error_description });
      expect(diagnosis).toMatchObject({ code: 'AADSTS50059', category: 'config.tenant' });
    },
  );

  test('a quoted answer that is cut off still tells its word', () => {
    expect(classifyAuthError('{"error":"invalid_grant","x":{}').code).toBe('invalid_grant');
  });

  test('a number of prose is none of the authority', () => {
    expect(classifyAuthError('port 50126 - closed').code).toBe('unknown');
  });

  test.each([
    new Error('The tenant is wrong: see AADSTS50059 in the docs'),
    new Error('see AADSTS50059: it names the fault'),
    new TypeError('the fault "bogus" must be a code such as AADSTS16000'),
    new RangeError('AADSTS50059: is what I test for'),
    new Error('scenario AADSTS90094 is not one of the scenarios'),
    'an upload of AADSTS50126.log failed',
    { message: 'no remedy for MSIS9659 yet' },
  ])('a program that names a number is none of the authority: %s', (error) => {
    for (const given of [error, new Error('wrapped', { cause: error })])
      expect(classifyAuthError(given)).not.toMatchObject({
        code: expect.stringMatching(/^AADSTS|^MSIS/),
      });
  });

  test.each([
    'AADSTS50059',
    'Error: AADSTS50059: x',
    'AuthenticationError: invalid_request: AADSTS50059 x',
    '(invalid_request) AADSTS50059: x',
    'the token endpoint answered 400: AADSTS50059: x',
    "Sorry, but we're having trouble signing you in. AADSTS50059: x",
    `no tenant (AADSTS50059) Trace ID: ${guid} Correlation ID: ${guid}`,
  ])('a number that leads what an authority says is read: %s', (text) => {
    for (const error of [text, new Error(text), new Error('y', { cause: new Error(text) })])
      expect(classifyAuthError(error)).toMatchObject({ code: 'AADSTS50059', known: true });
  });

  test('a mistake of the program is one, and what stands behind it says more', () => {
    const wrong = new TypeError('clientId is needed: see AADSTS900144');
    const byNode = Object.assign(new TypeError('x'), { code: 'ERR_INVALID_ARG_TYPE' });
    for (const error of [wrong, byNode, new Error('x', { cause: wrong })])
      expect(classifyAuthError(error)).toMatchObject({
        code: 'TypeError',
        category: 'config.client-library',
        retryable: false,
        known: true,
      });
    const { code } = classifyAuthError(new TypeError('terminated', { cause: { code: 'EPIPE' } }));
    expect(code).toBe('EPIPE');
  });

  test.each([
    'Failed to fetch',
    'Failed to fetch (login.example)',
    'Load failed',
    'NetworkError when attempting to fetch resource.',
    'fetch failed',
  ])('a fetch without an answer is the network, and no mistake of the program: %s', (message) => {
    for (const error of [new TypeError(message), new Error('x', { cause: new TypeError(message) })])
      expect(classifyAuthError(error)).toMatchObject({ category: 'network', known: true });
    expect(classifyAuthError(new TypeError(`${message} x`)).category).toBe('config.client-library');
  });

  test('prose is never matched', () => {
    const prose = 'user cancelled: consent_required, invalid_grant, network timeout, throttled';
    expect(classifyAuthError(new Error(prose))).toMatchObject({
      category: 'unknown',
      known: false,
    });
  });

  test('the suberror of an answer that is cut off decides as the whole one would', () => {
    expect(
      classifyAuthError('{"error":"invalid_grant","suberror":"consent_required","error_desc'),
    ).toMatchObject({ code: 'consent_required', classification: 'ConsentRequired' });
  });

  test('an unknown number keeps its OAuth class and says that it is unknown', () => {
    expect(
      classifyAuthError({ error: 'interaction_required', error_codes: [99999] }),
    ).toMatchObject({
      code: 'AADSTS99999',
      category: 'user.interaction-required',
      interactive: true,
      known: false,
    });
    expect(classifyAuthError('AADSTS99999').category).toBe('unknown');
  });

  test('an unknown word of an InteractionRequiredAuthError still asks for a sign-in', () => {
    const error = new InteractionRequiredAuthError('brand_new_word', guid);
    expect(classifyAuthError(error)).toMatchObject({
      code: 'brand_new_word',
      known: false,
      interactive: true,
      userAction: 'sign-in-again',
    });
  });

  test.each([
    ['Bearer error="invalid_token"', 'invalid_token'],
    ['oauth2: "authorization_pending"', 'authorization_pending'],
    ['error: slow_down', 'slow_down'],
  ])('a word in machine notation is read: %s', (text, code) => {
    expect(classifyAuthError(text)).toMatchObject({ code, known: true });
  });
});

describe('the cause', () => {
  const dns = Object.assign(new Error('x'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' });

  test.each([
    'endpoints_resolution_error',
    'openid_config_error',
    'network_error',
    'post_request_failed',
  ])('decides over the bare MSAL word %s', (errorCode) => {
    expect(classifyAuthError({ errorCode, cause: dns }).code).toBe('ENOTFOUND');
    expect(classifyAuthError({ errorCode })).toMatchObject({ code: errorCode, known: true });
  });

  test('decides over any plain error, however deep it is', () => {
    const nested = new TypeError('fetch failed', { cause: new Error('y', { cause: dns }) });
    expect(classifyAuthError(nested).code).toBe('ENOTFOUND');
  });

  test('does not decide over a code that says it all', () => {
    const error = new AuthCoreError('cache_unusable', 'x', { cause: { code: 'EACCES' } });
    expect(classifyAuthError(error).code).toBe('cache_unusable');
    expect(classifyAuthError({ errorCode: 'device_code_expired', cause: dns }).code).toBe(
      'device_code_expired',
    );
  });

  test("is found in MSAL's NetworkError.error, the broker's error and an AggregateError", () => {
    const answer = { errorCode: 'x_y', error_codes: [53003] };
    expect(classifyAuthError({ errorCode: 'network_error', error: answer }).code).toBe(
      'AADSTS53003',
    );
    expect(classifyAuthError(new AggregateError([new Error('a'), dns])).code).toBe('ENOTFOUND');
    const platformBrokerError = {
      name: 'PlatformBrokerError',
      errorCode: 'NoNetwork',
      statusCode: 5,
    };
    expect(
      classifyAuthError({ errorCode: 'platform_broker_error', platformBrokerError }),
    ).toMatchObject({ code: 'NoNetwork', category: 'network' });
  });

  test('a cycle of causes ends', () => {
    const error = new Error('a');
    error.cause = new Error('b', { cause: error });
    expect(classifyAuthError(error).category).toBe('unknown');
  });

  test('an error that lists itself over and over does not hide its cause', () => {
    const error = { errors: [] as unknown[], cause: { cause: { cause: dns } } };
    error.errors = Array<unknown>(8).fill(error);
    expect(classifyAuthError(error).code).toBe('ENOTFOUND');
  });

  test('an unreachable address family does not hide why the other address failed (RFC 8305)', () => {
    const error = new AggregateError([{ code: 'ENETUNREACH' }, { code: 'ECONNREFUSED' }]);
    Object.assign(error, { code: 'ENETUNREACH' });
    expect(classifyAuthError(error).code).toBe('ECONNREFUSED');
    expect(classifyAuthError({ code: 'ENETUNREACH' }).category).toBe('network');
  });

  test('a timeout decides over the abort that it made', () => {
    const error = new DOMException('x', 'AbortError');
    Object.defineProperty(error, 'cause', { value: new DOMException('y', 'TimeoutError') });
    expect(classifyAuthError(error)).toMatchObject({ code: 'TimeoutError', retryable: true });
  });
});

describe('throttling and HTTP status', () => {
  test("MSAL's local throttle is throttling, whatever digits it repeats", () => {
    expect(classifyAuthError(new ServerError('50126', guid, 'x'))).toMatchObject({
      code: 'AADSTS50126',
      category: 'service.throttled',
    });
    expect(classifyAuthError(new ServerError('', guid, '')).code).toBe('throttled_locally');
    // 50196 is a loop: throttling that must not be repeated.
    expect(classifyAuthError(new ServerError('50196', guid)).retryable).toBe(false);
  });

  test('an answer with a description but no word is not taken for a throttle', () => {
    const text = 'Error(s): 53003 - Timestamp: N/A - Description: AADSTS53003: x';
    expect(classifyAuthError(new ServerError('', guid, text)).category).toBe(
      'policy.conditional-access',
    );
  });

  test('status 429 decides over the OAuth word', () => {
    const error = new ServerError('invalid_request', guid, 'x', '', undefined, 429);
    expect(classifyAuthError(error)).toMatchObject({ code: 'http_429', retryable: true });
  });

  test.each([
    [503, 'http_503', 'service.transient'],
    [599, 'http_599', 'service.transient'],
    [407, 'http_407', 'network'],
    [511, 'http_511', 'network'],
  ])(
    'status %i of an answer that is not JSON decides over token_parsing_error',
    (status, code, category) => {
      const error = { errorCode: 'token_parsing_error', status };
      expect(classifyAuthError(error)).toMatchObject({ code, category });
      expect(classifyAuthError({ errorCode: 'token_parsing_error' }).category).toBe('network');
    },
  );
});

describe('errors of the system', () => {
  test.each([
    ['connect', 'network'],
    ['open', 'cache'],
    ['spawn xdg-open', 'library.internal'],
  ])('EACCES of %s is %s', (syscall, category) => {
    expect(classifyAuthError({ code: 'EACCES', syscall }).category).toBe(category);
  });

  test.each(['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'HPE_INVALID_HEADER_TOKEN'])(
    '%s belongs to an open-ended family',
    (code) => {
      expect(classifyAuthError({ code })).toMatchObject({ code, category: 'network', known: true });
    },
  );

  test('an untrusted certificate is nothing to repeat', () => {
    const error = { errorCode: 'network_error', cause: { code: 'SELF_SIGNED_CERT_IN_CHAIN' } };
    expect(classifyAuthError(error)).toMatchObject({
      code: 'SELF_SIGNED_CERT_IN_CHAIN',
      category: 'network',
      retryable: false,
      userAction: 'fix-request',
    });
  });

  test('a code in the place of a secret is not repeated', () => {
    const secret = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    expect(classifyAuthError({ errorCode: secret, code: secret, name: secret }).code).toBe(
      'unknown',
    );
  });
});
