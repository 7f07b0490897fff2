import { messageLanguage } from '@entra-flows/auth-core';
import { askLine, plainLine, said, UsageError } from '@entra-flows/sample-kit';
import { LONGEST, readDescriptor } from './read-descriptor.ts';

/** What is known already, and how long the user may take for the rest. */
export interface CredentialsSource {
  /** User name; the user is asked for it when missing. */
  username?: string | undefined;
  /** File descriptor that this process was started with, as in `3< file`; a hidden prompt when missing. */
  descriptor?: number | undefined;
  /** Ends a question; its reason is thrown. */
  signal: AbortSignal;
  /** Seconds for each question; no limit when missing. */
  timeout?: number | undefined;
}

const texts = {
  en: {
    username: 'User name: ',
    password: (username: string) => `Password of ${username} (not shown): `,
  },
  ko: {
    username: '사용자 이름: ',
    password: (username: string) => `${username}의 암호(표시되지 않음): `,
  },
};

/**
 * Reads a password: from a file descriptor, or from a hidden prompt. Never from an argument or an
 * environment variable, which other programs of this machine can read.
 *
 * @throws {ClientAuthError} `user_timeout_reached`; `user_canceled` when the user leaves a question
 * @throws {UsageError} without a terminal where something has to be asked, and for an unusable password
 */
export async function askCredentials({
  username: known,
  descriptor,
  ...waiting
}: CredentialsSource): Promise<{ username: string; password: string }> {
  const { username: askUsername, password: askPassword } = texts[messageLanguage()];
  let username = known;
  while (!username) {
    const typed = await askLine(askUsername, waiting);
    if (typed === undefined)
      throw new UsageError(
        said({
          en: 'Whose password? Name the account: --account NAME',
          ko: '누구의 암호입니까? 계정을 지정하세요: --account NAME',
        }),
      );
    username = typed.trim();
  }
  const password =
    descriptor === undefined
      ? await askLine(askPassword(plainLine(username)), { ...waiting, hidden: true })
      : await readDescriptor(descriptor, waiting);
  if (password === undefined) {
    throw new UsageError(
      said({
        en: 'There is no terminal to ask for the password. Give it by a file descriptor: --password-fd 3 3< FILE',
        ko: '암호를 물을 터미널이 없습니다. 파일 설명자로 주세요: --password-fd 3 3< FILE',
      }),
    );
  }
  if (password.length === 0 || password.length > LONGEST) {
    throw new UsageError(
      said({
        en: `A password has 1 to ${LONGEST} characters; this one has none or more.`,
        ko: `암호는 1자에서 ${LONGEST}자까지입니다. 비어 있거나 더 깁니다.`,
      }),
    );
  }
  return { username, password };
}
