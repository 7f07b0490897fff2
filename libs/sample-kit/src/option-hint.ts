import { messageLanguage } from '@entra-flows/auth-core';
import type { ApiError } from './api-answer.ts';

interface Hints {
  keyFile: string;
  account: string;
  name: string;
  api: string;
}

const hints: Record<'en' | 'ko', Hints> = {
  en: {
    keyFile:
      'Without a keyring: --key-file FILE keeps the key in a file that only your user can read, made on first use. ' +
      '--plaintext-cache keeps tokens without encryption.',
    account:
      'Options: --account NAME names one, --sign-out forgets all of them, --cache FILE uses another cache.',
    name: 'Options: --account NAME names the account.',
    api: 'Options: --sign-out signs out, --scopes LIST asks for other scopes.',
  },
  ko: {
    keyFile:
      '키링이 없으면 --key-file FILE을 쓰세요. 현재 사용자만 읽을 수 있는 파일에 키를 보관하며, 처음 쓸 때 만듭니다. ' +
      '--plaintext-cache는 토큰을 암호화하지 않고 보관합니다.',
    account:
      '옵션: --account NAME은 하나를 지정하고, --sign-out은 모두 로그아웃하며, --cache FILE은 다른 캐시를 씁니다.',
    name: '옵션: --account NAME은 계정을 지정합니다.',
    api: '옵션: --sign-out은 로그아웃하고, --scopes LIST는 다른 범위를 요청합니다.',
  },
};

/**
 * Names the options that do what a diagnosis proposes; the library that makes the diagnosis does not
 * know the command line.
 *
 * @param failure - code of the diagnosis, or the failure of a web API
 * @returns one line in the user's language; undefined where no option helps
 */
export function optionHint(failure: string | ApiError): string | undefined {
  const { keyFile, account, name, api } = hints[messageLanguage()];
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
