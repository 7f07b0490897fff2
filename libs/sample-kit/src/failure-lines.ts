import { type AuthErrorDescription, messageLanguage } from '@entra-flows/auth-core';
import { inColumns } from '@entra-flows/primitives/in-columns';
import { wrapWords } from '@entra-flows/primitives/wrap-words';
import stringWidth from 'fast-string-width';
import { outputTexts } from './all-texts.ts';
import type { Screen } from './screen.ts';

/** What is said of a failure: as much of it as there is. */
export type Failure = Pick<AuthErrorDescription, 'what'> &
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
export function failureLines(failure: Failure, { style, width }: Screen): string[] {
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
