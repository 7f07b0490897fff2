import stringWidth from 'fast-string-width';
import {
  type AuthErrorDescription,
  classifyAuthError,
  describeAuthError,
  type Diagnosis,
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
import { StartupError } from './usage-error.ts';

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
  /** The run was to sign out. */
  isSignOut: boolean;
}

/** The diagnosis, with a flow that can work here; else with where the one that it names can, and the command. */
function descriptionOf(
  error: unknown,
  context: FailureContext,
): { description: AuthErrorDescription; command?: string | undefined; hint?: string } {
  const { flow, possible, left, whyNot, typed, isSignOut } = context;
  const here = left.filter((one) => whyNot(one) === undefined);
  const description = describeAuthError(error, { flow, possible: here });
  const { code, tryInstead: usable } = description.diagnosis;
  const texts = outputTexts[messageLanguage()];
  // A user who signs out has no use for a way to sign in.
  if (isSignOut && code === 'account_not_found')
    return { description: { ...description, ...texts.notSignedOut } };
  if (code === 'ECONNREFUSED' && process.env['ENTRA_EMULATOR']?.trim())
    return {
      description: { ...description, ...texts.emulatorIsDown },
      hint: 'npm start -- identity-emulator',
    };
  if (description.another)
    return { description, command: commandOfFlow(usable, typed, description.signOutFirst) };
  const { tryInstead } = classifyAuthError(error, { flow, possible });
  const reason = tryInstead && whyNot(tryInstead);
  if (!reason) return { description };
  const command = commandOfFlow(tryInstead, typed);
  const where = tryInstead === 'broker' ? texts.elsewhere.broker : texts.elsewhere.page;
  const another = where(plainLine(reason, 300), command !== undefined);
  return { description: { ...description, another }, command };
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
  const { description, command, hint: own } = descriptionOf(error, context);
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
  const hint = own ?? (hasToken ? undefined : optionHint(facts.code));
  const what = hasToken ? `${tokenIsThere} ${description.what}` : description.what;
  // Whoever leaves a question knows why, and what to do next.
  const shown =
    facts.code === 'user_canceled'
      ? { what: `${what} (${facts.code})` }
      : { ...description, what, hint, command, more: pageOf(description.diagnosis) };
  return {
    facts,
    message: hasToken ? `${tokenIsThere}\n${text}` : withHint(text, hint),
    lines: (screen) => failureLines(shown, screen),
  };
}

/** Where a clone's documentation has this code: SAMPLE_ERRORS names the page where a launcher did. */
function pageOf({ code, known }: Diagnosis): string | undefined {
  const { SAMPLE_ERRORS } = process.env;
  if (!SAMPLE_ERRORS || !known) return undefined;
  return `${plainLine(SAMPLE_ERRORS, 300)}#${code.toLowerCase().replaceAll(/[^\w-]/g, '-')}`;
}

const withHint = (text: string, hint: string | undefined) => (hint ? `${text}\n${hint}` : text);

/** What is said of a failure: as much of it as there is. */
type Failure = Pick<AuthErrorDescription, 'what'> &
  Partial<AuthErrorDescription> & {
    /** Options that help. */
    hint?: string | undefined;
    /** The command that runs the flow of `another`. */
    command?: string | undefined;
    /** Where the documentation has the code. */
    more?: string | undefined;
  };

/** Joins words that belong together, as those of a command: they stand on a line of their own where they do not fit. */
const TIE = '\u00a0';
const whole = (words: string) => words.replaceAll(' ', TIE);

/** A failure as lines: a sign and what happened, then a word and its content: why, what to do next, the code. */
function failureLines(failure: Failure, { style, width }: Screen): string[] {
  const { labels } = outputTexts[messageLanguage()];
  const { what, why, next, hint, another, command, wait, details, said, support, more } = failure;
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
    // It begins with a word for the code. What support asks for stays in one piece, so that it can be copied.
    [
      labels.code,
      support?.replace(/^\S+ /, '').split(', ').map(whole).join(` ${style.signs.dot} `),
    ],
    [labels.more, more && style.link(more)],
  ];
  const sign = style.bad(style.signs.failed);
  const indent = ' '.repeat(stringWidth(sign) + 1);
  const [first = '', ...others] = wrapWords(what, width - indent.length).split('\n');
  const told = rows.filter((row): row is [string, string] => Boolean(row[1]));
  // Without any word there is no column: what to do stands below what happened.
  const hasWords = told.some(([word]) => word);
  const below = told.flatMap(([, text]) => wrapWords(text, width - indent.length).split('\n'));
  return [
    `${sign} ${style.strong(first)}`,
    ...others.map((line) => indent + style.strong(line)),
    ...(hasWords
      ? inColumns(told, { width, first: [4, 8], look: style.soft })
      : below.map((line) => indent + line)),
  ].map((line) => line.replaceAll(TIE, ' '));
}
