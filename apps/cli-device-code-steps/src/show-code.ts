import { type DeviceCodeFlow, messageLanguage, type PollResult } from '@entra-flows/auth-core';
import { askingStreams, copyCode, plainLine, writeLine } from '@entra-flows/sample-kit';

const texts = {
  en: {
    signIn: 'To sign in, open the link in a browser and type the code.',
    link: 'Link',
    code: 'Code',
    pressEnter:
      'Press Enter after you have signed in there, c and Enter to copy the code, Ctrl-C to stop.',
    noKeyboard: (seconds: number) => `Without a keyboard here: asks every ${seconds} s.`,
    pending: (seconds: number) => `Not signed in yet. The next poll may go out in ${seconds} s.`,
    fault: (seconds: number) => `No usable answer. The next poll may go out in ${seconds} s.`,
  },
  ko: {
    signIn: '로그인하려면 브라우저에서 링크를 열고 코드를 입력하세요.',
    link: '링크',
    code: '코드',
    pressEnter:
      '그곳에서 로그인한 뒤 Enter 키를 누르세요. 코드를 복사하려면 c와 Enter, 중지하려면 Ctrl-C를 누르세요.',
    noKeyboard: (seconds: number) => `키보드가 없으므로 ${seconds}초마다 확인합니다.`,
    pending: (seconds: number) =>
      `아직 로그인하지 않았습니다. ${seconds}초 뒤에 다시 확인할 수 있습니다.`,
    fault: (seconds: number) =>
      `쓸 수 있는 응답이 없습니다. ${seconds}초 뒤에 다시 확인할 수 있습니다.`,
  },
};

/**
 * The link and the code, each once and easy to select, and how to go on; on stderr. The authority's own `message`
 * says no more than that, and in its own language.
 */
export function showCode({ verificationUri, userCode, interval }: DeviceCodeFlow): void {
  const { signIn, link, code, pressEnter, noKeyboard } = texts[messageLanguage()];
  writeLine(
    [
      '',
      signIn,
      '',
      `    ${link}   ${plainLine(verificationUri)}`,
      `    ${code}   ${plainLine(userCode)}`,
      '',
      askingStreams() ? pressEnter : noKeyboard(Math.ceil(interval)),
    ].join('\n'),
  );
}

/**
 * Takes `c` for a wish to copy the code. Here the terminal gives whole lines to the program, so that Enter is
 * the user's own poll: a program that only waits takes single keys, too.
 *
 * @returns whether what was typed asks for a poll
 */
export function copyOnC(userCode: string): (typed: string) => boolean {
  return (typed) => {
    // The second is the letter of the same key on a Korean keyboard.
    if (!/^[c\u314a]$/i.test(typed)) return true;
    void copyCode(userCode);
    return false;
  };
}

/** Why there is no token yet, and when the authority takes the next poll. */
export function showNotYet({ state, wait }: Exclude<PollResult, { state: 'done' }>): void {
  // A log would hold a line every five seconds.
  if (!askingStreams() && state !== 'fault') return;
  const { fault, pending } = texts[messageLanguage()];
  const text = state === 'fault' ? fault : pending;
  writeLine(text(Math.ceil(wait)));
}
