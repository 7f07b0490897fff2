import { classifyAuthError, messageLanguage } from '@entra-flows/auth-core';
import type { OwnOptions } from './read-options.ts';

interface Hints {
  keyFile: string;
  plaintext: string;
  account: string;
}

const hints: Record<'en' | 'ko', Hints> = {
  en: {
    keyFile:
      'Without a keyring: --key-file FILE keeps the key in a file that only your user can read, made on first use. ' +
      '--plaintext-cache keeps tokens without encryption.',
    plaintext:
      'Without a keyring: --plaintext-cache keeps tokens in a file that only your user can read.',
    account:
      'Options: --account NAME names one, --sign-out forgets all of them, --cache FILE uses another cache.',
  },
  ko: {
    keyFile:
      '키링이 없으면 --key-file FILE을 쓰세요. 현재 사용자만 읽을 수 있는 파일에 키를 보관하며, 처음 쓸 때 만듭니다. ' +
      '--plaintext-cache는 토큰을 암호화하지 않고 보관합니다.',
    plaintext:
      '키링이 없으면 --plaintext-cache를 쓰세요. 현재 사용자만 읽을 수 있는 파일에 토큰을 보관합니다.',
    account:
      '옵션: --account NAME은 하나를 지정하고, --sign-out은 모두 로그아웃하며, --cache FILE은 다른 캐시를 씁니다.',
  },
};

/**
 * The options that do what a diagnosis can only describe: the library that makes it knows no command line.
 *
 * @param own - the options that only this sample has
 */
export function optionHint(error: unknown, own: OwnOptions = {}): string | undefined {
  const { code } = classifyAuthError(error);
  const { keyFile, plaintext, account } = hints[messageLanguage()];
  if (code === 'keyring_unavailable') return 'key-file' in own ? keyFile : plaintext;
  return code === 'account_ambiguous' ? account : undefined;
}
