import { classifyAuthError, explainAuthError } from '@entra-flows/auth-core';
import { ApiError, optionHint } from '@entra-flows/sample-kit';
import { about } from './about.ts';
import type { StatusView, Trouble } from './service-status.ts';

// A diagnosis says what to do next to a person who starts a program again. This one goes on by itself.
const NEXT_CODE = 'Next: Nothing has to be done here. Another code is shown after the pause.';
const NEXT_TRY = 'Next: Nothing has to be done here. It is tried again after the pause.';
const BY_ITSELF = 'It is tried again by itself, after a pause.';

/** What a failure is called and how it is told, in a service that tries again at `nextTry`. */
export function troubleOf(error: unknown, { code: shown }: StatusView, nextTry: Date): Trouble {
  if (error instanceof ApiError) {
    return { code: 'api_error', text: `${error.message}\n${BY_ITSELF}`, nextTry };
  }
  return { code: classifyAuthError(error).code, text: textOf(error, shown !== undefined), nextTry };
}

function textOf(error: unknown, isCodeShown: boolean): string {
  const { category, retryable, userAction } = classifyAuthError(error);
  const { flow, possible } = about;
  const [what, why, next, ...rest] = explainAuthError(error, { flow, possible }).split('\n');
  if (isCodeShown && userAction === 'sign-in-again') return [what, why, NEXT_CODE].join('\n');
  // A passing fault of the authority; what a network lacks, somebody may have to mend.
  if (retryable && category.startsWith('service.'))
    return [what, why, NEXT_TRY, ...rest].join('\n');
  const hint = optionHint(error) ?? [];
  return [what, why, next, hint, ...rest, BY_ITSELF].flat().join('\n');
}
