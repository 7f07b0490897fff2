import { clientRows, oauthRows, suberrorRows } from './error-table.generated.ts';
import {
  abortRows,
  bareWords,
  federationRows,
  ownRows,
  programRows,
  statusRows,
  systemRows,
  umbrellaNumbers,
  unreachableRows,
} from './error-supplement.ts';
import { findNumber, findRow, type Rows } from './look-up-code.ts';
import type { Evidence } from './read-evidence.ts';

export interface Verdict {
  /** Key of the row, as look-up-code.ts reads it. */
  row: string;
  code: string;
  known: boolean;
  /** How much it says: 3 the fault itself, 2 its class, 1 that something failed, 0 nothing. */
  weight: 0 | 1 | 2 | 3;
}

/** What one link of the chain proves by itself. The order of the rules is the point of this file. */
export function judgeEvidence(evidence: Evidence): Verdict {
  return (
    throttled(evidence) ??
    byNumber(evidence) ??
    known(3, suberrorRows, evidence.suberror) ??
    known(3, federationRows, evidence.suberror) ??
    byWord(evidence) ??
    bySystemCode(evidence) ??
    byStatus(evidence) ??
    ofTheProgram(evidence) ??
    nothing(evidence)
  );
}

/** MSAL repeats a throttled answer for a while without asking; it then knows only numbers, or nothing. */
function throttled({ name, word, number, status, text }: Evidence): Verdict | undefined {
  const local = word === '' || (word !== undefined && /^[\d ]+$/.test(word));
  if (name !== 'ServerError' || !local || status > 0 || text.startsWith('Error(s)'))
    return undefined;
  const row = number && findNumber(number);
  return {
    row: row?.startsWith('service.') ? row : 'service.throttled',
    code: number ?? 'throttled_locally',
    known: true,
    weight: 3,
  };
}

/** The number before the OAuth word; an unknown one is named, and its word or suberror classifies. */
function byNumber(evidence: Evidence): Verdict | undefined {
  const { number, suberror } = evidence;
  if (!number) return undefined;
  const row = findNumber(number);
  const umbrella = umbrellaNumbers.has(number);
  if (umbrella && findRow(suberrorRows, suberror)) return undefined;
  if (row) return { row, code: number, known: true, weight: umbrella ? 2 : 3 };
  const rest = judgeEvidence({ ...evidence, number: undefined });
  // AD FS numbers everything it says, and sends few words beside it.
  const vague = rest.weight === 0 && number.startsWith('MSIS') ? 'federation' : rest.row;
  return { row: vague, code: number, known: false, weight: rest.weight || 1 };
}

function byWord({ word, status, name, unanswered }: Evidence): Verdict | undefined {
  if (!word) return undefined;
  const own = known(3, ownRows, word) ?? known(3, federationRows, word);
  if (own) return own;
  // Too many requests is the whole truth, whatever word came with it; so is a network that wants a login
  // (RFC 6585 sections 4 and 6).
  if (status === 429 || status === 511) return known(2, statusRows, `http_${status}`);
  const oauth = known(2, oauthRows, word);
  if (oauth) return oauth;
  if (word === 'invalid_response') return known(3, statusRows, word);
  if (unanswered) return known(1, clientRows, word);
  if (!bareWords.has(word)) return known(3, clientRows, word) ?? unknownWord(word, name);
  return status >= 400 ? undefined : known(1, clientRows, word);
}

function unknownWord(word: string, name: string): Verdict | undefined {
  if (name !== 'InteractionRequiredAuthError') return undefined;
  return {
    row: 'unknown sign-in-again i',
    code: plain(word) ?? 'unknown',
    known: false,
    weight: 2,
  };
}

function bySystemCode({ system, syscall }: Evidence): Verdict | undefined {
  // OpenSSL's and the HTTP parser's families are open-ended.
  if (/^(?:ERR_SSL|HPE)_[A-Z0-9_]{1,60}$/.test(system))
    return { row: 'network fix-request', code: system, known: true, weight: 3 };
  const aside = known(2, unreachableRows, system) ?? known(1, abortRows, system);
  const verdict = aside ?? known(3, systemRows, system);
  // What failed says more than the word: a firewall answers connect() with that of a file that may not be
  // opened, a network drive answers open() with that of a network, and no list has all words.
  const found = verdict ?? { code: system.replace(/[^\w -]/g, ''), known: true, weight: 3 };
  if (OF_A_FILE.test(syscall) && !verdict?.row.startsWith('cache'))
    return { ...found, row: 'cache fix-request' };
  if (OF_A_CONNECTION.test(syscall) && (!verdict || verdict.row.startsWith('cache')))
    return { ...found, row: 'network fix-request' };
  if (!verdict) return undefined;
  return syscall.startsWith('spawn') ? { ...verdict, row: 'library.internal' } : verdict;
}

/** Of libuv; a connection is read from and written to as well. */
const OF_A_FILE =
  /^(?:open|close|rename|unlink|link|symlink|readlink|realpath|mkdir|mkdtemp|rmdir|scandir|opendir|access|copyfile|[fl]?stat|statfs|f?chmod|[fl]?chown|f?truncate|f?datasync|fsync|[fl]?utime)$/;
const OF_A_CONNECTION = /^(?:connect|bind|listen|getaddrinfo)$/;

function byStatus({ status }: Evidence): Verdict | undefined {
  const listed = known(2, statusRows, `http_${status}`);
  if (listed || !(status >= 500 && status < 600)) return listed;
  return { row: 'service.transient', code: `http_${status}`, known: true, weight: 2 };
}

/** Node's own has a code besides; what its name says is enough. */
const ofTheProgram = ({ name, system }: Evidence) =>
  known(1, programRows, name) ?? known(1, programRows, system);

function nothing({ word, name, system }: Evidence): Verdict {
  const code = plain(word) ?? plain(system) ?? plain(name) ?? 'unknown';
  return { row: 'unknown', code, known: false, weight: 0 };
}

function known(weight: 1 | 2 | 3, rows: Rows, code: string): Verdict | undefined {
  const row = findRow(rows, code);
  return row ? { row, code, known: true, weight } : undefined;
}

/** A code that is in no list is repeated only if it reads as a word: a secret in its place must not be. */
const plain = (code: string | undefined) =>
  code && /^[a-z]{2,20}(?:[_-]?[a-z]{2,20}){0,4}$/i.test(code) && code !== 'Error'
    ? code
    : undefined;
