import { followLanguageOption } from '@entra-flows/primitives/language-option';
import { UsageError } from './usage-error.ts';

/**
 * Makes all messages of this process follow `--lang`; to be called before any message is written.
 *
 * @param args - the command line, without program and file
 * @throws {UsageError} for a language without texts
 */
export function followLanguage(args: string[]): void {
  const problem = followLanguageOption(args);
  if (problem) throw new UsageError(problem);
}
