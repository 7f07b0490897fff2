import { mistakes, type MutantSet } from '../mutant.ts';

const protectedFile = 'src/cache/protected-file.spec.ts';
const unsaved = 'src/cache/unsaved-tokens.spec.ts';
const fileCache = 'src/cache/file-cache-plugin.spec.ts';
const lock = 'src/cache/cross-process-lock.spec.ts';
const write = 'src/cache/write-to-disk.spec.ts';
const pending = 'src/device-code/pending-device-code.spec.ts';
const trace = 'src/http/trace-holds-no-secret.spec.ts';
const idToken = 'src/msal/id-token.spec.ts';
const signOut = 'src/policy/sign-out.spec.ts';

/** What is kept in files, in memory and in traces, and for which user. */
export const authCore: MutantSet = {
  project: 'libs/auth-core',
  mutants: [
    mistakes('../primitives/src/write-atomically.ts', write, {
      'a write does not wait for the disk': [
        '    await sync(file).catch((error: unknown) => syncByHandle(path, error));\n',
        '',
      ],
      'a write goes through what is there already': [
        "openSync(path, 'wx', mode)",
        "openSync(path, 'w', mode)",
      ],
      'the new name is not made durable': ['  await syncFolder(dirname(file));\n', ''],
    }),
    mistakes('../primitives/src/write-atomically.ts', fileCache, {
      'others may read what is written': ['const OWNER_ONLY = 0o600;', 'const OWNER_ONLY = 0o644;'],
      'a temporary file with tokens stays after a write that failed': [
        `    await rm(temporary, { force: true }).catch(() => undefined);
    // A process that`,
        '    // A process that',
      ],
    }),
    mistakes('../primitives/src/write-atomically.ts', protectedFile, {
      'a writer that lost its lock writes all the same': ['    if (refused) throw refused;\n', ''],
    }),
    mistakes('src/cache/file-content.ts', protectedFile, {
      'what killed writers left is never swept': [
        'for (const left of await ownFilesBeside(path, TEMPORARY)) await rm(left, { force: true });',
        '',
      ],
    }),
    mistakes('src/cache/set-aside.ts', 'src/cache/set-aside.spec.ts', {
      'files of others are taken for own ones by their beginning': [
        ' || !rest.test(name.slice(prefix.length))',
        '',
      ],
    }),
    mistakes('src/cache/protection.ts', fileCache, {
      'removing a cache leaves the key': ['      await provider.removeKey?.();\n', ''],
    }),
    mistakes('src/cache/file-content.ts', fileCache, {
      'removing a cache leaves tokens that were set aside': [
        'if (await mayHoldTokens(old, largest)) await rm',
        'if (old === path) await rm',
      ],
    }),
    mistakes('src/cache/set-aside.ts', protectedFile, {
      'damaged files are kept without end': ['const KEPT = 3;', 'const KEPT = 300;'],
    }),
    mistakes('src/cache/protected-file.ts', protectedFile, {
      'the file is not part of what is authenticated': [
        'return encrypted(provider, basename(path).toLowerCase());',
        "return encrypted(provider, '');",
      ],
    }),
    mistakes('src/cache/sealed-envelope.ts', protectedFile, {
      'the nonce is the same for each write': [
        'const nonce = randomBytes(HEADER - NONCE_AT);',
        'const nonce = Buffer.alloc(HEADER - NONCE_AT);',
      ],
    }),
    mistakes('src/cache/protection.ts', protectedFile, {
      'plain text is accepted where it should be encrypted': [
        "return { refused: looksDamaged(content) ? 'damaged' : 'not-encrypted' };",
        "return { text: content.toString('utf8') };",
      ],
    }),
    mistakes('src/cache/protection.ts', unsaved, {
      'a key that cannot be had counts as none': [
        'return key(false);',
        'return key(false).catch(() => undefined);',
      ],
    }),
    mistakes('src/cache/file-cache-plugin.ts', unsaved, {
      'a write that failed is forgotten': [
        `    } catch (error) {
      memory.keepUnsaved();`,
        '    } catch (error) {',
      ],
      'a write without its lock is forgotten': [
        'if (!session) memory.keepUnsaved();',
        'if (!session) return;',
      ],
    }),
    mistakes('src/msal/msal-memory.ts', unsaved, {
      'an account that was signed out in memory comes back': [
        '        else unsaved.delete(key);\n',
        '',
      ],
    }),
    mistakes('src/msal/msal-memory.ts', fileCache, {
      'an unsaved token overwrites what another process wrote since': [
        'if (!sameEntry(known[key], base)) unsaved.delete(key);',
        'if (false) unsaved.delete(key);',
      ],
    }),
    mistakes('src/cache/file-content.ts', 'src/cache/file-content.spec.ts', {
      'a cache counts as unchanged for as long as its times are': [
        'const WHOLE_SECONDS_UNSETTLED_MS = 2_000;',
        'const WHOLE_SECONDS_UNSETTLED_MS = 0;',
      ],
    }),
    mistakes('src/cache/cross-process-lock.ts', lock, {
      'a living holder is thrown out of the lock': [
        "if (liveness !== 'unknown') return liveness === 'dead';",
        'return true;',
      ],
      "a stranger's folder in the lock is removed": [
        '  if (!parseOwnerName(entry)) throw strangerIn(path, entry);\n',
        '',
      ],
    }),
    mistakes('src/cache/lock-owner.ts', lock, {
      'a process that got the ID of a dead one counts as the holder': [
        "return started === owner.started ? 'alive' : 'dead';",
        "return 'alive';",
      ],
      'a process of another machine counts as dead': [
        "if (owner.machine !== thisProcess().machine) return 'unknown';",
        "if (owner.machine !== thisProcess().machine) return 'dead';",
      ],
    }),
    mistakes('src/policy/sign-out.ts', signOut, {
      'a sign-out is not written': ['  else await cache?.save?.(client.getTokenCache());', ''],
      'signing out the last account leaves the cache': [
        'if (leaving.flat().length === all.length) await cache?.remove?.();',
        'if (leaving.flat().length === all.length) return leaving.map(([account]) => account);',
      ],
    }),
    mistakes('src/policy/acquire-silently.ts', 'src/policy/acquire-silently.spec.ts', {
      'a rejected refresh token stays on the disk': [
        '      await cache.save?.(client.getTokenCache()).catch(() => undefined);\n',
        '',
      ],
    }),
    mistakes('src/policy/list-accounts.ts', 'src/policy/other-tenants.spec.ts', {
      'an account of another cloud is used': [
        '    if (!isOfCloud(client, account)) continue;\n',
        '',
      ],
    }),
    mistakes('src/policy/authority-scope.ts', 'src/policy/other-tenants.spec.ts', {
      'a token of another tenant is passed on': [
        'if (!GUID.test(expected) || !GUID.test(got) || got === expected) return;',
        'if (got !== undefined) return;',
      ],
    }),
    mistakes('src/device-code/device-code-flow.ts', pending, {
      'a kept device code is used for other claims': [", claims ?? '']);", ']);'],
      'a kept device code is used for another client': [
        'JSON.stringify([clientId, authority,',
        'JSON.stringify([authority,',
      ],
      'a kept device code is used at another authority': [
        'JSON.stringify([clientId, authority,',
        'JSON.stringify([clientId,',
      ],
    }),
    mistakes('src/device-code/pending-device-code.ts', pending, {
      'a device code stays kept after it was used': [
        'if (error === undefined) return true;',
        'if (error === undefined) return false;',
      ],
      'a device code that the authority refused stays kept': [
        'return AUTHORITY_SAID_NO.includes(name) || GIVEN_UP.includes(errorCode);',
        'return GIVEN_UP.includes(errorCode);',
      ],
    }),
    mistakes('src/http/exchange-fields.ts', trace, {
      ...Object.fromEntries(
        ['code_verifier', 'assertion', 'client_secret', 'password', 'refresh_token'].map(
          (field) => [
            `a trace may show ${field}`,
            ['  prompt: letters,\n', `  prompt: letters,\n  ${field}: (value) => String(value),\n`],
          ],
        ),
      ),
      'a trace may show the tokens of an answer': [
        '  suberror: letters,\n',
        '  suberror: letters,\n  id_token: (value) => String(value),\n',
      ],
    }),
    mistakes('src/http/record-exchanges.ts', 'src/http/record-exchanges.spec.ts', {
      'a trace shows the whole address': [
        'return origin + shownPath(pathname);',
        'return origin + shownPath(pathname) + new URL(url).search;',
      ],
    }),
    mistakes('src/interactive/acquire-token-interactive.ts', 'src/diagnostics-channels.spec.ts', {
      'the channel shows what the browser is sent with': [
        'return { url: shownAddress(url), request };',
        'return { url: url || shownAddress(url), request };',
      ],
    }),
    mistakes('src/msal/id-token.ts', idToken, {
      'an ID token for another sign-in is taken': [
        "if (nonce !== undefined && claims['nonce'] !== nonce) {",
        'if (nonce === claims) {',
      ],
      'an ID token for another app is taken': [
        "(isForClient(claims, request) ? undefined : 'client') ??",
        '',
      ],
      'an ID token of another user is taken at a refresh': [
        "(isOf(owner, claims, answer) ? undefined : 'user');",
        'undefined;',
      ],
      'an ID token that is over is taken': [
        "typeof exp !== 'number' || exp + CLOCK_SKEW <= now",
        "typeof exp !== 'number'",
      ],
    }),
    mistakes('src/msal/discovery-cache.ts', 'src/msal/discovery-cache.spec.ts', {
      'discovery that leads to another host is kept': [
        'if (response.status === 200 && document && isKeepable(request.url, document)) {',
        'if (response.status === 200 && document) {',
      ],
      'discovery that no sign-in can use is kept': [
        'wrongInDiscovery(document, { authority: url, pinned }) === undefined &&',
        '',
      ],
    }),
    mistakes('src/msal/check-token-answer.ts', 'src/msal/malformed-answers.spec.ts', {
      'users without a subject share one place in the cache': [
        "if (!claims || isMissing(claims['sub'])) return false;",
        'if (!claims) return false;',
      ],
    }),
    mistakes('src/http/retry.ts', 'src/http/retry.spec.ts', {
      'a server that asks for a pause of 10 to 20 s is asked before': [
        'if (asked > longestPause || isOver(pause)) return response;',
        'if (asked > 2 * longestPause || isOver(pause)) return response;',
      ],
    }),
    mistakes('src/interactive/read-callback.ts', 'src/interactive/strangers.spec.ts', {
      'an answer with a wrong state is accepted': [
        'second !== undefined || !isSame(given, state)',
        'second !== undefined',
      ],
      'an answer to another host is accepted': [
        "return names.includes(headers.host?.toLowerCase() ?? '');",
        'return names.length > 0 && headers.host !== undefined;',
      ],
    }),
    mistakes('../primitives/src/keep-room.ts', '../primitives/src/keep-room.spec.ts', {
      'idle connections keep a request out': [
        'if (connections.size > most) dropLongestIdle(({ timer }) => timer !== undefined);',
        '',
      ],
    }),
  ],
};
