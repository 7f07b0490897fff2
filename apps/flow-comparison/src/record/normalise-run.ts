import type { CollectedRun } from '../compare/collect-runs.ts';
import type { Recording, StageMessage } from '../messages.ts';
import { sourceOf } from '../places.ts';

/** Seconds since 1970 at which every recording begins: noon of a day in UTC. */
const noon = Date.UTC(2026, 0, 15, 12) / 1000;

/** Claims that tell when: seconds since 1970. */
const times = new Set(['iat', 'nbf', 'exp', 'auth_time', 'xms_tcdt']);

/**
 * A run as a file in git: IDs, ports, codes, folders and times of day are replaced, each by the same in the same
 * place, so that two recordings of the same flow can be compared.
 */
export function normaliseRun(collected: CollectedRun): Recording {
  const { flow, sample, scenario, policies, advanceSeconds, run, messages } = collected;
  const began = beginningOf(messages);
  const replace = replacements(JSON.stringify(messages));
  const plain = messages
    .filter((message) => !(message.type === 'lane' && message.state === 'starting'))
    .map((message): StageMessage => ({ ...message, lane: 'lane-1' }))
    .map((message) => withTimes(message, began))
    .map((message) => JSON.parse(replace(JSON.stringify(message))) as StageMessage);
  return {
    ...{ version: 1, flow, sample },
    ...(scenario && { scenario }),
    ...(policies && { policies }),
    ...(advanceSeconds && { advanceSeconds }),
    ...{ run, messages: plain, source: sourceOf(sample) },
  };
}

/** Seconds since 1970 of the first token; no token, no times. */
function beginningOf(messages: readonly StageMessage[]): number {
  const token = messages.find((message) => message.type === 'token');
  const { iat } = token?.access ?? token?.id ?? {};
  return typeof iat === 'number' ? iat : noon;
}

function withTimes(message: StageMessage, began: number): StageMessage {
  if (message.type !== 'token') return message;
  const moved = (claims: Record<string, unknown> | undefined) =>
    claims &&
    Object.fromEntries(
      Object.entries(claims).map(([name, value]) => [
        name,
        times.has(name) && typeof value === 'number' ? value - began + noon : value,
      ]),
    );
  const { access, id, ...rest } = message;
  return {
    ...rest,
    ...(access && { access: moved(access) }),
    ...(id && { id: moved(id) }),
  } as StageMessage;
}

/** IDs that are always the same: of the emulator's directory and of Microsoft. */
const known = new Set<string>();

/** @param ids - that stay as they are */
export function keepIds(ids: Iterable<string>): void {
  for (const id of ids) known.add(id.toLowerCase());
}

/** What replaces all that differs from run to run; counted in the order of appearance. */
function replacements(text: string): (part: string) => string {
  const numbered = (pattern: RegExp, name: (number: number) => string) => {
    const names = new Map<string, string>();
    for (const [, found = ''] of text.matchAll(pattern))
      if (!names.has(found)) names.set(found, name(names.size + 1));
    return names;
  };
  const ids = numbered(
    /\b([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/gi,
    (number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  );
  for (const id of known) ids.set(id, id);
  const ports = numbered(
    /(?:localhost|127\.0\.0\.1|\[::1\])(?::|%3A)(\d{2,5})/g,
    (number) => `${50_000 + number}`,
  );
  const codes = numbered(
    /(?:enter the code |user_code"?[:=]"?|otc=|Code {2,}(?:\\u001b\[\d+m)?)([A-Z0-9]{9})\b/g,
    (number) => ['GPNPSNGJP', 'HQRTVWXYZ', 'BCDFGHJKM'][number - 1] ?? `CODE${number}`,
  );
  const folders = numbered(/([\w/.-]*\/flow-comparison-[\w/.-]+)/g, () => '/home/adele/sample');
  const swap = (part: string, names: Map<string, string>) =>
    [...names].reduce((all, [from, to]) => all.replaceAll(from, to), part);
  return (part) =>
    swap(
      swap(swap(part, folders), codes).replace(
        /(localhost|127\.0\.0\.1|\[::1\])(:|%3A)(\d{2,5})/g,
        (_, host: string, colon: string, port: string) =>
          `${host}${colon}${ports.get(port) ?? port}`,
      ),
      ids,
    )
      .replace(/\b\d{4}-\d\d-\d\d([T ])\d\d:\d\d(:\d\d)?(\.\d+)?/g, '2026-01-15$112:00$2')
      .replace(/(12:00):\d\d/g, '$1:00')
      .replace(/\bat \d\d:\d\d UTC/g, 'at 12:15 UTC')
      .replace(/\buntil \d\d:\d\d UTC/g, 'until 13:00 UTC')
      .replace(/\/tmp\/kdc-\w+/g, '/tmp/krb5')
      .replace(/"nonce":"[^"]+"/g, '"nonce":"[36 chars]"')
      .replace(/\b\d{1,2}:\d\d:\d\d [AP]M/g, '12:00:00 PM')
      .replace(/\b[A-Z][a-z]{2} \d{1,2}, \d{4}/g, 'Jan 15, 2026');
}
