import type { Actor, LaneEvent } from '../messages.ts';
import { type Answered, answerTexts } from './answer-texts.ts';
import { type Diagram, intervalOf, type Row } from './diagram.ts';
import { endingTexts } from './ending-texts.ts';
import { failureTexts, specificationOfFailure } from './failure-texts.ts';
import { mermaidOf } from './mermaid.ts';
import { titleIn } from './page-titles.ts';
import { type StepKind, type Specification, specifications, stepTexts } from './step-texts.ts';
import { actorTexts } from './actor-texts.ts';

export type Language = 'en' | 'ko';

/** A step in words. */
export interface Explanation {
  title: string;
  /** What it is, why it is sent, and what a failure means. */
  paragraphs: readonly string[];
  specification?: Specification;
}

/** Name of an actor, above its line. */
export const actorName = (actor: Actor, language: Language): string => actorTexts[language][actor];

/** What stands on an arrow. */
export function labelOf(row: Row, language: Language): string {
  const text = textOf(row.kind, language);
  const [{ note, exchange }] = row.events;
  if (row.failed !== undefined)
    return row.part === 'answer'
      ? row.failed
      : `${text?.failed ?? text?.label ?? row.kind}: ${row.failed}`;
  if (row.part === 'answer') return text?.answer ?? `${exchange?.status ?? ''}`;
  const outcome = text?.outcomes?.[String(note?.['outcome'])];
  if (outcome !== undefined) return outcome;
  const plain = text?.label ?? row.kind;
  const label = bringsClaims(row) ? endingTexts[language].withClaims(plain) : plain;
  if (row.isFold) return foldLabel(label, row, language);
  const seconds = note?.['seconds'];
  if (text?.lasting && typeof seconds === 'number') return text.lasting(seconds);
  const shown = note?.[SHOWN[row.kind] ?? ''];
  if (typeof shown !== 'string' || !shown) return label;
  return `${label}: ${row.kind === 'page' ? titleIn(shown, language) : shown}`;
}

/** Whether a request has claims that an API asked for, beside the capability that the client always tells. */
function bringsClaims({ events: [{ exchange }] }: Row): boolean {
  const { claims } = exchange?.parameters ?? {};
  return claims !== undefined && /"access_token":\{"(?!xms_cc")/.test(claims);
}

/** The fact of a kind that stands on its arrow. */
const SHOWN: Readonly<Record<string, string>> = {
  'cache-lookup': 'account',
  'show-code': 'userCode',
  page: 'page',
  account: 'account',
  'api-call': 'endpoint',
};

function foldLabel(label: string, row: Row, language: Language): string {
  if (row.events.length < 2) return label;
  const every = intervalOf(row);
  const often = `${label} × ${row.events.length}`;
  return every === undefined ? often : actorTexts[language].every(often, every);
}

/** The run of a row: what it ended with depends on what it did. */
interface Told {
  run: 1 | 2;
  events: readonly LaneEvent[];
  diagnosis?: { code: string };
}

/**
 * A step in words: what it is, why it is sent, which specification it follows.
 *
 * @param told - the run, where its end is to say how it got its token, and a fault what the app did then
 */
export function explainRow(row: Row, language: Language, told?: Told): Explanation {
  if (wasStopped(row)) {
    const { title, what } = endingTexts[language].stopped;
    return { title, paragraphs: [what] };
  }
  const text = wordsFor(row, language);
  const failure = row.failed === undefined ? undefined : failureTexts[language][row.failed];
  const isSuccess = row.kind === 'outcome' && row.failed === undefined;
  const specification =
    (row.failed === undefined ? undefined : specificationOfFailure(row.failed)) ??
    specifications[isSuccess ? 'silent' : row.kind];
  return {
    title: titleOf(row, language, text?.title ?? row.kind, told),
    paragraphs:
      isSuccess && text && told
        ? [text.what, ...endingOf(told, language)]
        : [...paragraphsOf(row, text, failure), ...afterwards(row, language, told)],
    ...(specification && { specification }),
  };
}

/** With what failed: to the app, and where the page alone said why, there. */
function titleOf({ kind, failed }: Row, language: Language, plain: string, told?: Told): string {
  if (failed === undefined) return plain;
  const title = `${plain}: ${failed}`;
  const code = told?.diagnosis?.code;
  const isElsewhere = kind === 'outcome' && code !== undefined && code !== failed;
  return isElsewhere ? endingTexts[language].onPage(title, code) : title;
}

/** Without a token, and without a failure either: somebody ended it. */
function wasStopped({ kind, failed, events: [event] }: Row): boolean {
  return kind === 'outcome' && failed === undefined && event.note?.['succeeded'] === false;
}

/** An answer and its request are two things to say; so are a poll that waits and the one that decides. */
function wordsFor(row: Row, language: Language): Answered | undefined {
  const text = textOf(row.kind, language);
  if (row.failed !== undefined) return text;
  if (row.part === 'answer') return answerTexts[language][row.kind as StepKind] ?? text;
  const isLast = row.kind === 'poll' && !row.isFold;
  return text && isLast ? { ...text, ...endingTexts[language].lastPoll } : text;
}

/** How a run got its token. */
function endingOf({ run, events }: Told, language: Language): string[] {
  const texts = endingTexts[language];
  const has = (...kinds: string[]) => events.some(({ kind }) => kinds.includes(kind));
  const renewed = events.some(({ kind, failed }) => kind === 'refresh' && !failed);
  const cached = events.some(({ kind, note }) => kind === 'silent' && note?.['fromCache'] === true);
  const wasAsked = has('ask-user', 'redeem-code', 'username-password', 'assertion', 'device-code');
  const pages = events.filter(({ kind }) => kind === 'page').length;
  const pauses = events.filter(({ kind }) => kind === 'retry-wait');
  const slowed = [
    ...(pages > 0 ? [texts.pagesSeen(pages)] : []),
    ...(pauses.length > 0
      ? [texts.waited(pauses.map(({ note }) => Number(note?.['seconds'] ?? 0)))]
      : []),
  ];
  if (renewed && has('api-call') && events.some(challenged)) return [...slowed, texts.challenged];
  if (wasAsked)
    return [
      ...slowed,
      ...(has('mfa') ? [texts.secondFactor] : []),
      ...(run === 1 ? [texts.onceMore] : []),
    ];
  if (renewed) return [...slowed, texts.renewed];
  return cached ? [...slowed, texts.cached] : slowed;
}

const challenged = ({ kind, exchange }: LaneEvent) =>
  kind === 'api-call' && exchange?.status === 401;

/** Of a failure, what it means; its step stands in the row above. */
function paragraphsOf(row: Row, text: Answered | undefined, failure: string | undefined): string[] {
  if (failure !== undefined) return [failure];
  if (!text) return [];
  if (row.failed === undefined) return [text.what, text.why];
  return row.kind === 'outcome' ? [] : [text.what];
}

function textOf(kind: string, language: Language) {
  const table = stepTexts[language];
  return Object.hasOwn(table, kind) ? table[kind as StepKind] : undefined;
}

/** Of an exchange that met a fault which passes: whether the app tried again, which depends on the flow. */
function afterwards({ kind, failed, events }: Row, language: Language, told?: Told): string[] {
  if (!told || failed === undefined || !PASSING.has(failed) || kind === 'outcome') return [];
  const [{ order, from, exchange }] = events;
  const later = told.events.filter((event) => event.order > order);
  const isAgain = (event: LaneEvent) =>
    event.kind === kind && event.from === from && event.exchange?.path === exchange?.path;
  if (later.some(isAgain)) return [endingTexts[language].triesAgain];
  // Until it has ended, nothing is known.
  return later.some((event) => event.kind === 'outcome') ? [endingTexts[language].givesUp] : [];
}

const PASSING: ReadonlySet<string> = new Set([
  'temporarily_unavailable',
  'no_answer',
  'ECONNRESET',
  'http_502',
  'http_429',
]);

/** A row read out: who does what to whom, and how it ended. */
export function spokenRow(row: Row, language: Language): string {
  const { from, to, at, events } = row;
  const [{ exchange }] = events;
  const words = actorTexts[language];
  const seconds = (at / 1000).toFixed(1);
  const label = labelOf(row, language);
  const way = from === to ? words[from] : words.way(words[from], words[to]);
  const status =
    row.part === 'answer' || exchange?.status === undefined ? '' : ` ${exchange.status}.`;
  const failed = row.failed === undefined ? '' : ` ${words.failed}.`;
  return `${words.seconds(seconds)} ${way}: ${label}.${status}${failed}`;
}

/** The diagram as Mermaid text in a language. */
export const mermaidIn = (diagram: Diagram, language: Language): string =>
  mermaidOf(diagram, {
    actor: (actor) => actorName(actor, language),
    label: (row) => labelOf(row.isFold ? { ...row, events: [row.events[0]] } : row, language),
  });
