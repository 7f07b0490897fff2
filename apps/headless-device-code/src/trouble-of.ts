import { type AuthErrorDescription, formatAuthError } from '@entra-flows/auth-core';
import { ApiError, optionHint } from '@entra-flows/sample-kit';
import type { StatusView, Trouble } from './service-status.ts';

// A diagnosis tells a user who starts a program again what to do next. This one goes on by itself.
const NEXT_CODE = 'Nothing has to be done here. Another code is shown after the pause.';
const NEXT_TRY = 'Nothing has to be done here. It is tried again after the pause.';
const BY_ITSELF = 'It is tried again by itself, after a pause.';

/** What a failure is called and how it is told, in a service that tries again at `nextTry`. */
export function troubleOf(
  error: unknown,
  description: AuthErrorDescription,
  { code: shown }: StatusView,
  nextTry: Date,
): Trouble {
  if (error instanceof ApiError) {
    return { code: 'api_error', text: `${error.message}\n${BY_ITSELF}`, nextTry };
  }
  const { code } = description.diagnosis;
  return { code, text: textOf(description, shown !== undefined), nextTry };
}

function textOf(description: AuthErrorDescription, isCodeShown: boolean): string {
  const { what, why, language, diagnosis } = description;
  const { category, retryable, userAction, code } = diagnosis;
  if (isCodeShown && userAction === 'sign-in-again')
    return formatAuthError({ what, why, next: NEXT_CODE, language });
  // A passing fault of the authority; what a network lacks, somebody may have to mend.
  if (retryable && category.startsWith('service.'))
    return formatAuthError({ ...description, next: NEXT_TRY });
  return `${formatAuthError({ ...description, hint: optionHint(code) })}\n${BY_ITSELF}`;
}
