import { messageLanguage } from '@entra-flows/auth-core';
import { optionHints } from './all-texts.ts';
import type { ApiError } from './api-answer.ts';

/**
 * Names the options that do what a diagnosis proposes; the library that makes the diagnosis does not
 * know the command line.
 *
 * @param failure - code of the diagnosis, or the failure of a web API
 * @returns one line in the user's language; undefined where no option helps
 */
export function optionHint(failure: string | ApiError): string | undefined {
  const { keyFile, account, name, api } = optionHints[messageLanguage()];
  if (typeof failure !== 'string') return isRefusal(failure) ? api : undefined;
  switch (failure) {
    case 'keyring_unavailable':
      return keyFile;
    case 'account_ambiguous':
      return account;
    case 'get_user_name_failed':
      return name;
    default:
      return undefined;
  }
}

function isRefusal({ cause }: ApiError): boolean {
  const { status } = (cause ?? {}) as { status?: unknown };
  return status === 401 || status === 403;
}
