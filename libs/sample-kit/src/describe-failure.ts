import stringWidth from 'fast-string-width';
import {
  type AuthErrorDescription,
  classifyAuthError,
  describeAuthError,
  type FlowId,
  formatAuthError,
  messageLanguage,
} from '@entra-flows/auth-core';
import { portProblem } from '@entra-flows/primitives/listen-on-loopback';
import { inColumns } from '@entra-flows/primitives/in-columns';
import { wrapWords } from '@entra-flows/primitives/wrap-words';
import { outputTexts } from './all-texts.ts';
import { ApiError } from './api-answer.ts';
import { commandOfFlow, type Typed } from './next-steps.ts';
import { optionHint } from './option-hint.ts';
import { plainLine } from './plain-text.ts';
import type { Screen } from './screen.ts';
import { StartupError } from './startup-error.ts';

/** A failure, as it is told. */
export interface FailureDescription {
  /** For the JSON object. */
  facts: Record<string, unknown>;
  message: string;
  /** For the user. */
  lines(screen: Screen): string[];
}

/** What is known of a run when it fails. */
export interface FailureContext {
  /** The last flow that was tried. */
  flow: FlowId | undefined;
  possible: readonly FlowId[];
  /** Those of `possible` that were neither tried nor skipped. */
  left: readonly FlowId[];
  whyNot: (flow: FlowId) => string | undefined;
  typed: Typed;
}

/** The diagnosis, with a flow that can work here; else with where the one that it names can. */
function descriptionOf(error: unknown, { flow, possible, left, whyNot }: FailureContext) {
  const here = left.filter((one) => whyNot(one) === undefined);
  const description = describeAuthError(error, { flow, possible: here });
  if (description.another) return description;
  const { tryInstead } = classifyAuthError(error, { flow, possible });
  const reason = tryInstead && whyNot(tryInstead);
  if (!reason) return description;
  const { elsewhere } = outputTexts[messageLanguage()];
  const where = tryInstead === 'broker' ? elsewhere.broker : elsewhere.page;
  return { ...description, another: where(plainLine(reason, 300)) };
}

/**
 * What happened, why and what to do next, for the user and for the JSON object.
 *
 * @param hasToken - then it is the API that failed, and not the sign-in
 */
export function describeFailure(
  error: unknown,
  hasToken: boolean,
  context: FailureContext,
): FailureDescription {
  if (error instanceof ApiError) {
    const { retryAfter } = error.diagnosis;
    const hint = optionHint(error);
    return {
      facts: {
        ...{ category: 'api', code: 'api_error' },
        ...(retryAfter === undefined ? {} : { retryAfter }),
      },
      message: withHint(error.message, hint),
      lines: (screen) => failureLines({ what: error.message, hint }, screen),
    };
  }
  const description = descriptionOf(error, context);
  const { cause: _, ...facts } = description.diagnosis;
  if (error instanceof StartupError) {
    const { message } = error;
    return { facts, message, lines: (screen) => failureLines({ what: message }, screen) };
  }
  // A port that the user named: no diagnosis of a sign-in, which has not begun.
  const { code: systemCode, port } = Object(error) as { code?: unknown; port?: unknown };
  if (systemCode === 'EADDRINUSE' && typeof port === 'number') {
    const message = portProblem(port, error);
    return { facts, message, lines: (screen) => failureLines({ what: message }, screen) };
  }
  const { tokenIsThere } = outputTexts[messageLanguage()];
  const text = formatAuthError(description);
  const hint = hasToken ? undefined : optionHint(facts.code);
  const what = hasToken ? `${tokenIsThere} ${description.what}` : description.what;
  const command = commandOfFlow(facts.tryInstead, context.typed);
  // Whoever leaves a question knows why, and what to do next.
  const shown =
    facts.code === 'user_canceled'
      ? { what: `${what} (${facts.code})` }
      : { ...description, what, hint, command };
  return {
    facts,
    message: hasToken ? `${tokenIsThere}\n${text}` : withHint(text, hint),
    lines: (screen) => failureLines(shown, screen),
  };
}

const withHint = (text: string, hint: string | undefined) => (hint ? `${text}\n${hint}` : text);

/** What is said of a failure: as much of it as there is. */
type Failure = Pick<AuthErrorDescription, 'what'> &
  Partial<AuthErrorDescription> & {
    /** Options that help. */
    hint?: string | undefined;
    /** The command that runs the flow of `another`. */
    command?: string | undefined;
  };

/** Joins the words of a command: it stands on a line of its own where it does not fit. */
const TIE = '\u00a0';
const whole = (command: string) => command.replaceAll(' ', TIE);

/** A failure as lines: a sign and what happened, then a word and its content: why, what to do next, the code. */
function failureLines(failure: Failure, { style, width }: Screen): string[] {
  const { labels } = outputTexts[messageLanguage()];
  const { what, why, next, hint, another, command, wait, details, said, support } = failure;
  const rows: [string, string | undefined][] = [
    [labels.why, why],
    [labels.next, next],
    ['', hint],
    [
      labels.another,
      another && [another, command && style.link(whole(command))].filter(Boolean).join(' '),
    ],
    ['', wait],
    [labels.details, details],
    [labels.said, said],
    // It begins with the word that stands in the other column.
    [labels.code, support?.replace(/^\S+ /, '').replaceAll(', ', ` ${style.signs.dot} `)],
  ];
  const sign = style.bad(style.signs.failed);
  const indent = ' '.repeat(stringWidth(sign) + 1);
  const [first = '', ...others] = wrapWords(what, width - indent.length).split('\n');
  const told = rows.filter((row): row is [string, string] => Boolean(row[1]));
  return [
    `${sign} ${style.strong(first)}`,
    ...others.map((line) => indent + style.strong(line)),
    ...inColumns(told, { width, first: [4, 8], look: style.soft }),
  ].map((line) => line.replaceAll(TIE, ' '));
}
