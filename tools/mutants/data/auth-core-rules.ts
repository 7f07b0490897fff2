import type { MutantSet } from '../mutant.ts';

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
    {
      name: 'the user is asked for a failure that no prompt can mend',
      file: 'src/policy/acquire-token.ts',
      from: '    if (!interactive) throw error;\n',
      to: '    void interactive;\n',
      spec: acquireToken,
    },
    {
      name: "the API's claims are lost where the authority demands its own",
      file: 'src/policy/acquire-token.ts',
      from: 'const demanded = mergeClaims(request.claims, claims);',
      to: 'const demanded = claims ?? request.claims;',
      spec: acquireToken,
    },
    {
      name: 'the user signs in for a token that cannot be kept',
      file: 'src/policy/acquire-token.ts',
      from: '  await partsOf(client).cache?.check?.();\n',
      to: '',
      spec: acquireToken,
    },
    {
      name: 'a sign-in by the wrong user signs out one who was there before',
      file: 'src/policy/acquire-token.ts',
      from: '  if (!known) await client.signOut',
      to: '  if (known || !known) await client.signOut',
      spec: acquireToken,
    },
    {
      name: 'a token that should be renewed soon is not renewed in the background',
      file: 'src/policy/acquire-silently.ts',
      from: '    if (wanted) void refreshLocked(client, request, cache).catch(() => undefined);\n',
      to: '',
      spec: silently,
    },
    {
      name: 'a silent call spends the refresh token without the lock',
      file: 'src/policy/acquire-silently.ts',
      from: "      if (grantOf(sent) !== 'refresh_token') return send(sent);\n",
      to: '      if (grantOf(sent) !== undefined) return send(sent);\n',
      spec: silently,
    },
    {
      name: 'the next flow is tried after the caller has aborted',
      file: 'src/policy/ask-in-order.ts',
      from: 'const isOver = request.signal?.aborted || !goesOn(diagnosis);',
      to: 'const isOver = !goesOn(diagnosis);',
      spec: inOrder,
    },
    {
      name: 'what the authority refuses to a broker is tried in the browser',
      file: 'src/policy/ask-in-order.ts',
      from: "failed === 'broker' ? isBrokerFailure(cause) : tryInstead",
      to: 'isBrokerFailure(cause) || tryInstead',
      spec: inOrder,
    },
    {
      name: 'the first of several accounts is taken unasked',
      file: 'src/policy/choose-account.ts',
      from: '  if (only && !second) return only;\n',
      to: '  if (only || second) return only;\n',
      spec: acquireToken,
    },
    {
      name: 'calls with different claims share one token',
      file: 'src/policy/share-equal-calls.ts',
      from: "    claims ?? '',\n",
      to: '',
      spec: shared,
    },
    {
      name: 'the abort of one caller ends the call of the others',
      file: 'src/policy/share-equal-calls.ts',
      from: 'if (shared.callers === 0 && !shared.ended)',
      to: 'if (!shared.ended)',
      spec: shared,
    },
    {
      name: 'slow_down slows by less than five seconds',
      file: 'src/device-code/poll-interval.ts',
      from: 'const SLOW_DOWN = 5;',
      to: 'const SLOW_DOWN = 4;',
      spec: polling,
    },
    {
      name: 'a fault makes the next poll come before the interval',
      file: 'src/device-code/poll-interval.ts',
      from: 'Math.max(interval, backoff)',
      to: '(faults > 0 ? backoff : interval)',
      spec: polling,
    },
    {
      name: 'polls stay slow after the authority has answered again',
      file: 'src/device-code/poll-interval.ts',
      from: "kind === 'fault' ? pace.faults + 1 : 0",
      to: "kind === 'fault' ? pace.faults + 1 : pace.faults",
      spec: polling,
    },
    {
      name: 'Retry-After does not slow the polls',
      file: 'src/device-code/poll-interval.ts',
      from: '    retryAfter,\n    random,\n',
      to: '    random,\n',
      also: [{ from: '{ kind, retryAfter = 0 }: NotYet', to: '{ kind }: NotYet' }],
      spec: polling,
    },
    {
      name: 'a clock that was set back prolongs the wait',
      file: 'src/device-code/poll-device-code.ts',
      from: 'return passed < 0 ? 0 : Math.max(0, wait - passed);',
      to: 'return Math.max(0, wait - passed);',
      spec: pollOnce,
    },
    {
      name: 'a poll before its time is sent',
      file: 'src/device-code/poll-device-code.ts',
      from: "  if (early > 0) return { state: 'pending', wait: early, flow };\n",
      to: '  void early;\n',
      spec: pollOnce,
    },
    {
      name: 'a page in the place of an answer ends the flow',
      file: 'src/device-code/poll-until-final.ts',
      from: 'if (!body || isTransientAnswer(response)) {',
      to: 'if (isTransientAnswer(response)) {',
      also: [
        {
          from: "if (body['error'] !== undefined ||",
          to: "if (body?.['error'] !== undefined ||",
        },
      ],
      spec: wholeFlow,
    },
    {
      name: 'a living waiter loses its claim to a sweep',
      file: 'src/cache/cross-process-lock.ts',
      from: "if (!owner || livenessOf(owner) !== 'dead') continue;",
      to: 'if (!owner) continue;',
      spec: lock,
    },
    {
      name: 'a waiter whose claim was swept waits for ever',
      file: 'src/cache/cross-process-lock.ts',
      from: "    if (code === 'ENOENT') await makeClaim(claim, owner);\n    else if (!TAKEN",
      to: "    if (code !== 'ENOENT' && !TAKEN",
      spec: lock,
    },
    {
      name: 'a holder that was thrown out believes that it still holds the lock',
      file: 'src/cache/cross-process-lock.ts',
      from: '      stillHeld: () => statSync(entry, { throwIfNoEntry: false }) !== undefined,\n',
      to: '      stillHeld: () => statSync(entry, { throwIfNoEntry: false }) !== null,\n',
      spec: lock,
    },
    {
      name: 'a waiter that slept takes the holder for dead at once',
      file: 'src/cache/lock-owner.ts',
      from: 'const gap = Math.min(now() - looked, LONGEST_GAP_MS);',
      to: 'const gap = Math.max(now() - looked, LONGEST_GAP_MS);',
      spec: lock,
    },
    {
      name: 'the lock is given up while work that was started inside still runs',
      file: 'src/cache/exclusive-section.ts',
      from: '      await inside.turns.drain();\n',
      to: '',
      spec: section,
    },
    {
      name: 'a caller that gives up lets those behind it pass those before',
      file: '../primitives/src/mutex.ts',
      from: '        void before.then(turn.resolve);\n',
      to: '        turn.resolve();\n',
      spec: '../primitives/src/mutex.spec.ts',
    },
    {
      name: 'a password in an address is shown',
      file: 'src/errors/printable-text.ts',
      from: "    .replace(login, '$1…@')\n",
      to: '',
      spec: printable,
    },
    {
      name: 'a value with the name of a secret is shown',
      file: 'src/errors/printable-text.ts',
      from: '    .replace(named, hideValue)\n',
      to: '',
      spec: printable,
    },
    {
      name: 'a secret that reads as a word is shown',
      file: 'src/errors/printable-text.ts',
      from: 'if (isProse && (isErrorName || isCode || isSentence)) return all;',
      to: 'if (isProse) return all;',
      spec: printable,
    },
    {
      name: 'the value of an Authorization header is shown',
      file: 'src/errors/printable-text.ts',
      from: '(isWords(value) ? all : `${scheme} …`)',
      to: '(isWords(scheme) ? all : `${scheme} …`)',
      spec: printable,
    },
    {
      name: 'a message of unknown origin is quoted',
      file: 'src/errors/error-details.ts',
      from: "if (['AuthCoreError', 'FederationError'].includes(readText(link, 'name') ?? '')) {",
      to: "if (readText(link, 'name') !== undefined) {",
      spec: 'src/errors/explain-auth-error.spec.ts',
    },
    {
      name: 'the first error of a chain decides, however little it says',
      file: 'src/errors/classify-auth-error.ts',
      from: 'b.verdict.weight > a.verdict.weight ? b : a',
      to: 'a.verdict.weight > 0 ? a : b',
      spec: classifier,
    },
    {
      name: 'an umbrella number decides over the one behind it',
      file: 'src/errors/error-numbers.ts',
      from: 'if (listed.length) return listed.at(-1);',
      to: 'if (listed.length) return listed[0];',
      spec: classifier,
    },
    {
      name: 'a wait without any answer blames the user',
      file: 'src/errors/judge-evidence.ts',
      from: '  if (unanswered) return known(1, clientRows, word);\n',
      to: '  void unanswered;\n',
      spec: wholeFlow,
    },
    {
      name: 'a broker that the authority refused leads to another flow',
      file: 'src/errors/try-instead.ts',
      from: "  if (failed === 'broker' && code.startsWith('AADSTS')) return undefined;\n",
      to: '',
      spec: 'src/errors/try-instead.spec.ts',
    },
    {
      name: 'a Retry-After of years is advice',
      file: 'src/errors/read-support-facts.ts',
      from: 'seconds >= 0 && seconds <= 86_400 ?',
      to: 'seconds >= 0 ?',
      spec: facts,
    },
    {
      name: 'claims that were cut are passed on',
      file: 'src/errors/read-support-facts.ts',
      from: 'claims && claims.length < longestText ? claims',
      to: 'claims && claims.length > 0 ? claims',
      spec: facts,
    },
    {
      name: 'toFetch sends a token to any origin',
      file: 'src/api/to-fetch.ts',
      from: '    checkOrigin({ url, allowedOrigins });\n',
      to: '',
      spec: 'src/api/to-fetch.spec.ts',
    },
    {
      name: 'toFetch leaves the token in a refusal',
      file: 'src/api/to-fetch.ts',
      from: 'responseOf(fitForLogs(answer, authorization))',
      to: 'responseOf(answer)',
      spec: 'src/api/to-fetch.spec.ts',
    },
    {
      name: 'toFetch does not end with its signal',
      file: 'src/api/to-fetch.ts',
      from: '{ ...parts, url, allowedOrigins, signal }',
      to: '{ ...parts, url, allowedOrigins }',
      spec: 'src/api/to-fetch.spec.ts',
    },
  ],
};
