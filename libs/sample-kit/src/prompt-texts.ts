/** What a sample says while it waits for the person, in the languages that diagnoses have too. */
export interface PromptTexts {
  link: string;
  code: string;
  time(date: Date): string;
  runsOutAt(time: string): string;
  pressEnter: string;
  noBrowser: string;
  waiting(clock: string): string;
  noAnswer(seconds: number): string;
  stopped: string;
}

const english: PromptTexts = {
  link: 'Link',
  code: 'Code',
  time: (date) => date.toLocaleTimeString(),
  runsOutAt: (time) => `The code runs out at ${time}.`,
  pressEnter: 'Press Enter to open the link in a browser here, Ctrl-C to stop.',
  noBrowser: 'No browser could be opened here. Open the link by hand, on any device.',
  waiting: (clock) => `Waiting for the sign-in, ${clock} left`,
  noAnswer: (seconds) => `no usable answer, next try in ${seconds} s`,
  stopped: 'Stopped.',
};

const korean: PromptTexts = {
  link: '링크',
  code: '코드',
  time: (date) => date.toLocaleTimeString('ko-KR', { hourCycle: 'h23' }),
  runsOutAt: (time) => `코드는 ${time}에 만료됩니다.`,
  pressEnter: 'Enter 키를 누르면 이 컴퓨터의 브라우저에서 링크가 열립니다. 중지하려면 Ctrl-C.',
  noBrowser: '여기서 브라우저를 열 수 없습니다. 아무 기기에서나 링크를 직접 여세요.',
  waiting: (clock) => `로그인을 기다리는 중, ${clock} 남음`,
  noAnswer: (seconds) => `쓸 수 있는 응답이 없어 ${seconds}초 뒤에 다시 시도합니다`,
  stopped: '중지했습니다.',
};

export const promptTexts: Record<'en' | 'ko', PromptTexts> = { en: english, ko: korean };
