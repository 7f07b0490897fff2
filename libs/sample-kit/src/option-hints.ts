interface OptionHints {
  keyFile: string;
  account: string;
  name: string;
  api: string;
}

/** Which option does what a diagnosis proposes. */
export const optionHints: Record<'en' | 'ko', OptionHints> = {
  en: {
    keyFile:
      'Without a keyring: --key-file FILE keeps the key in a file that only your user can read, made on first use. ' +
      '--plaintext-cache keeps tokens without encryption.',
    account:
      'Options: --account NAME names one, --sign-out forgets all of them, --cache FILE uses another cache.',
    name: 'Options: --account NAME names the account.',
    api: 'Options: --sign-out signs out, --scopes LIST asks for other scopes, --api URL calls another API.',
  },
  ko: {
    keyFile:
      '키링이 없으면 --key-file FILE을 쓰세요. 현재 사용자만 읽을 수 있는 파일에 키를 보관하며, 처음 쓸 때 만듭니다. ' +
      '--plaintext-cache는 토큰을 암호화하지 않고 보관합니다.',
    account:
      '옵션: --account NAME은 하나를 지정하고, --sign-out은 모두 로그아웃하며, --cache FILE은 다른 캐시를 씁니다.',
    name: '옵션: --account NAME은 계정을 지정합니다.',
    api: '옵션: --sign-out은 로그아웃하고, --scopes LIST는 다른 범위를 요청하며, --api URL은 다른 API를 호출합니다.',
  },
};
