import {
  type AuthErrorDescription,
  describeAuthError,
  type Diagnosis,
  formatAuthError,
} from '@entra-flows/auth-core';
import { said } from '@entra-flows/sample-kit';
import { ApiError, optionHint } from '@entra-flows/sample-kit/service';
import { about } from './options.ts';

// A diagnosis tells a user who starts a program again what to do next. A service goes on by itself.
const NEXT_CODE = {
  en: 'Nothing has to be done here. Another code is shown after the pause.',
  ko: '여기서 할 일은 없습니다. 잠시 뒤에 다른 코드가 나옵니다.',
};
const NEXT_TRY = {
  en: 'Nothing has to be done here. It is tried again after the pause.',
  ko: '여기서 할 일은 없습니다. 잠시 뒤에 다시 시도합니다.',
};
const BY_ITSELF = {
  en: 'It is tried again by itself, after a pause.',
  ko: '잠시 뒤에 저절로 다시 시도합니다.',
};

/** A failure of one round of work. */
export interface Failure {
  diagnosis: Diagnosis;
  /** Of the diagnosis, or `api_error`. */
  code: string;
  /** What happened, why and what to do next, for a service that tries again after a pause. */
  text: string;
}

/**
 * Describes what a round of work threw. A failure of the web API has been classified where it was
 * caught; everything else is classified here, once.
 *
 * @param isCodeShown - whether a code was shown when the round failed
 */
export function describeFailure(error: unknown, isCodeShown: boolean): Failure {
  if (error instanceof ApiError) {
    const { diagnosis, message } = error;
    return { diagnosis, code: 'api_error', text: `${message}\n${said(BY_ITSELF)}` };
  }
  const { flow, possible } = about;
  const description = describeAuthError(error, { flow, possible });
  const { diagnosis } = description;
  return { diagnosis, code: diagnosis.code, text: textOf(description, isCodeShown) };
}

function textOf(description: AuthErrorDescription, isCodeShown: boolean): string {
  const { what, why, language, diagnosis } = description;
  const { category, retryable, userAction, code } = diagnosis;
  if (isCodeShown && userAction === 'sign-in-again')
    return formatAuthError({ what, why, next: said(NEXT_CODE), language });
  // The authority recovers by itself; a network may need an administrator.
  if (retryable && category.startsWith('service.'))
    return formatAuthError({ ...description, next: said(NEXT_TRY) });
  return `${formatAuthError({ ...description, hint: optionHint(code) })}\n${said(BY_ITSELF)}`;
}
