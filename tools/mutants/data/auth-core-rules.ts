import { mistakes, type MutantSet } from '../mutant.ts';

const acquireToken = 'src/policy/acquire-token.spec.ts';
const silently = 'src/policy/acquire-silently.spec.ts';
const inOrder = 'src/policy/ask-in-order.spec.ts';
const shared = 'src/policy/share-equal-calls.spec.ts';
const polling = 'src/device-code/poll-interval.spec.ts';
const pollOnce = 'src/device-code/poll-device-code.spec.ts';
const wholeFlow = 'src/device-code/acquire-token-by-device-code.spec.ts';
const lock = 'src/cache/cross-process-lock.spec.ts';
const section = 'src/cache/exclusive-section.spec.ts';
const printable = 'src/errors/printable-text.spec.ts';
const classifier = 'src/errors/classify-auth-error.spec.ts';
const facts = 'src/errors/read-support-facts.spec.ts';

/** When the user is asked, how a code is polled, how the lock is kept, what is shown of an error, and what it means. */
export const authCoreRules: MutantSet = {
  project: 'libs/auth-core',
  mutants: [
    mistakes('src/policy/acquire-token.ts', acquireToken, {
      'the user is asked for a failure that no prompt can mend': [
        '    if (!interactive) throw error;\n',
        '    void interactive;\n',
      ],
      "the API's claims are lost where the authority demands its own": [
        'const demanded = mergeClaims(request.claims, claims);',
        'const demanded = claims ?? request.claims;',
      ],
      'the user signs in for a token that cannot be kept': [
        '  await partsOf(client).cache?.check?.();\n',
        '',
      ],
      'a sign-in by the wrong user signs out one who was there before': [
        '  if (!known) await client.signOut',
        '  if (known || !known) await client.signOut',
      ],
    }),
    mistakes('src/policy/acquire-silently.ts', silently, {
      'a token that should be renewed soon is not renewed in the background': [
        '    if (wanted) void refreshLocked(client, request, cache).catch(() => undefined);\n',
        '',
      ],
      'a silent call spends the refresh token without the lock': [
        "      if (grantOf(sent) !== 'refresh_token') return send(sent);\n",
        '      if (grantOf(sent) !== undefined) return send(sent);\n',
      ],
    }),
    mistakes('src/policy/ask-in-order.ts', inOrder, {
      'the next flow is tried after the caller has aborted': [
        'const isOver = request.signal?.aborted || !goesOn(diagnosis);',
        'const isOver = !goesOn(diagnosis);',
      ],
      'what the authority refuses to a broker is tried in the browser': [
        "failed === 'broker' ? isBrokerFailure(cause) : tryInstead",
        'isBrokerFailure(cause) || tryInstead',
      ],
    }),
    mistakes('src/policy/choose-account.ts', acquireToken, {
      'the first of several accounts is taken unasked': [
        '  if (only && !second) return only;\n',
        '  if (only || second) return only;\n',
      ],
    }),
    mistakes('src/policy/share-equal-calls.ts', shared, {
      'calls with different claims share one token': ["    claims ?? '',\n", ''],
      'the abort of one caller ends the call of the others': [
        'if (shared.callers === 0 && !shared.ended)',
        'if (!shared.ended)',
      ],
    }),
    mistakes('src/device-code/poll-interval.ts', polling, {
      'slow_down slows by less than five seconds': ['const SLOW_DOWN = 5;', 'const SLOW_DOWN = 4;'],
      'a fault makes the next poll come before the interval': [
        'Math.max(interval, backoff)',
        '(faults > 0 ? backoff : interval)',
      ],
      'polls stay slow after the authority has answered again': [
        "kind === 'fault' ? pace.faults + 1 : 0",
        "kind === 'fault' ? pace.faults + 1 : pace.faults",
      ],
      'Retry-After does not slow the polls': [
        '    retryAfter,\n    random,\n',
        '    random,\n',
        '{ kind, retryAfter = 0 }: NotYet',
        '{ kind }: NotYet',
      ],
    }),
    mistakes('src/device-code/poll-device-code.ts', pollOnce, {
      'a clock that was set back prolongs the wait': [
        'return passed < 0 ? 0 : Math.max(0, wait - passed);',
        'return Math.max(0, wait - passed);',
      ],
      'a poll before its time is sent': [
        "  if (early > 0) return { state: 'pending', wait: early, flow };\n",
        '  void early;\n',
      ],
    }),
    mistakes('src/device-code/poll-until-final.ts', wholeFlow, {
      'a page in the place of an answer ends the flow': [
        'if (!body || isTransientAnswer(response)) {',
        'if (isTransientAnswer(response)) {',
        "if (body['error'] !== undefined ||",
        "if (body?.['error'] !== undefined ||",
      ],
    }),
    mistakes('src/cache/cross-process-lock.ts', lock, {
      'a living waiter loses its claim to a sweep': [
        "if (!owner || livenessOf(owner) !== 'dead') continue;",
        'if (!owner) continue;',
      ],
      'a waiter whose claim was swept waits for ever': [
        "    if (code === 'ENOENT') await makeClaim(claim, owner);\n    else if (!TAKEN",
        "    if (code !== 'ENOENT' && !TAKEN",
      ],
      'a holder that was thrown out believes that it still holds the lock': [
        '      stillHeld: () => statSync(entry, { throwIfNoEntry: false }) !== undefined,\n',
        '      stillHeld: () => statSync(entry, { throwIfNoEntry: false }) !== null,\n',
      ],
    }),
    mistakes('src/cache/lock-owner.ts', lock, {
      'a waiter that slept takes the holder for dead at once': [
        'const gap = Math.min(now() - looked, LONGEST_GAP_MS);',
        'const gap = Math.max(now() - looked, LONGEST_GAP_MS);',
      ],
    }),
    mistakes('src/cache/exclusive-section.ts', section, {
      'the lock is given up while work that was started inside still runs': [
        '      await inside.turns.drain();\n',
        '',
      ],
    }),
    mistakes('../primitives/src/mutex.ts', '../primitives/src/mutex.spec.ts', {
      'a caller that gives up lets those behind it pass those before': [
        '        void before.then(turn.resolve);\n',
        '        turn.resolve();\n',
      ],
    }),
    mistakes('src/errors/printable-text.ts', printable, {
      'a password in an address is shown': ["    .replace(login, '$1…@')\n", ''],
      'a value with the name of a secret is shown': ['    .replace(named, hideValue)\n', ''],
      'a secret that reads as a word is shown': [
        'if (isProse && (isErrorName || isCode || isSentence)) return all;',
        'if (isProse) return all;',
      ],
      'the value of an Authorization header is shown': [
        '(isWords(value) ? all : `${scheme} …`)',
        '(isWords(scheme) ? all : `${scheme} …`)',
      ],
    }),
    mistakes('src/errors/error-details.ts', 'src/errors/explain-auth-error.spec.ts', {
      'a message of unknown origin is quoted': [
        "if (['AuthCoreError', 'FederationError'].includes(readText(link, 'name') ?? '')) {",
        "if (readText(link, 'name') !== undefined) {",
      ],
    }),
    mistakes('src/errors/classify-auth-error.ts', classifier, {
      'the first error of a chain decides, however little it says': [
        'b.verdict.weight > a.verdict.weight ? b : a',
        'a.verdict.weight > 0 ? a : b',
      ],
    }),
    mistakes('src/errors/read-evidence.ts', classifier, {
      'an umbrella number decides over the one behind it': [
        'if (listed.length) return listed.at(-1);',
        'if (listed.length) return listed[0];',
      ],
    }),
    mistakes('src/errors/judge-evidence.ts', wholeFlow, {
      'a wait without any answer blames the user': [
        '  if (unanswered) return known(1, clientRows, word);\n',
        '  void unanswered;\n',
      ],
    }),
    mistakes('src/errors/try-instead.ts', 'src/errors/try-instead.spec.ts', {
      'a broker that the authority refused leads to another flow': [
        "  if (failed === 'broker' && code.startsWith('AADSTS')) return undefined;\n",
        '',
      ],
    }),
    mistakes('src/errors/read-support-facts.ts', facts, {
      'a Retry-After of years is advice': ['seconds >= 0 && seconds <= 86_400 ?', 'seconds >= 0 ?'],
      'claims that were cut are passed on': [
        'claims && claims.length < longestText ? claims',
        'claims && claims.length > 0 ? claims',
      ],
    }),
    mistakes('src/api/to-fetch.ts', 'src/api/to-fetch.spec.ts', {
      'toFetch sends a token to any origin': ['    checkOrigin({ url, allowedOrigins });\n', ''],
      'toFetch leaves the token in a refusal': [
        'responseOf(fitForLogs(answer, authorization))',
        'responseOf(answer)',
      ],
      'toFetch does not end with its signal': [
        '{ ...parts, url, allowedOrigins, signal }',
        '{ ...parts, url, allowedOrigins }',
      ],
    }),
  ],
};
