/** What a sample says while it waits for the user, in the languages that diagnoses have too. */
const english = {
  link: 'Link',
  code: 'Code',
  openHere: 'To sign in, open the page in a browser of this machine and type the code.',
  /** Where no browser of this machine can be used. */
  openFrom: 'To sign in, open the page in a browser that reaches this machine and type the code.',
  /** In a hands-free run. */
  openedForYou: "The emulator's scripted user opens the page and types the code for you.",
  runsOutAt: (time: string) => `The code runs out at ${time}.`,
  pressEnter: 'Press Enter to open the page here, c to copy the code, Ctrl-C to stop.',
  pressC: 'Press c to copy the code, Ctrl-C to stop.',
  copied: {
    copied: 'The code is in the clipboard.',
    sent: 'The code went to the clipboard of your terminal, if it has one for programs (OSC 52).',
    late: 'The clipboard does not answer. Select the code by hand.',
    missing: 'There is no clipboard here. Select the code by hand.',
  },
  noBrowser: 'No browser could be opened here. Open the link by hand, on any device.',
  opening: 'Opening the sign-in page in your browser. If it does not come up, open this link:',
  openByHand: 'Open this link in a browser on this machine:',
  comeBack: 'Waiting for the sign-in there. Ctrl-C stops.',
  notVisible: (reason: string) =>
    `No browser was opened: ${reason}. --browser PROGRAM opens one all the same, --no-browser prints the link. The device code flow needs no browser here.`,
  notOpened: (reason: string) =>
    `The browser did not open: ${reason}. The wait is over, and so is the link: --no-browser prints one to open by hand, --browser PROGRAM takes another program (its name or path alone).`,
  /** Where no option can help. */
  notStarted: (reason: string) =>
    `The browser did not open: ${reason}. The wait is over, and so is the link.`,
  codeWithoutBrowser: (reason: string) =>
    `No browser can be used here (${reason}), so a device code is shown instead. --browser PROGRAM opens one all the same, --no-browser prints the link.`,
  codeInstead: 'A device code is shown instead.',
  browserInstead: (code: string) =>
    `The device code was refused (${code}). The sign-in page opens in the browser of this machine instead.`,
  openerFailed: (reason: string) =>
    `The opener reports a failure (${reason}). If no page came up, open the link above by hand: the wait goes on.`,
  waiting: (clock: string) => `Waiting for the sign-in, ${clock} left`,
  noAnswer: (seconds: number) => `no usable answer, next try in ${seconds} s`,
  whichAccount: (count: number) => `Which account, 1 to ${count}? `,
  noSuchNumber: (answer: string) => `${answer} is none of them.`,
};

export type PromptTexts = typeof english;

const korean: PromptTexts = {
  link: '링크',
  code: '코드',
  openHere: '로그인하려면 이 컴퓨터의 브라우저에서 페이지를 열고 코드를 입력하세요.',
  openFrom: '로그인하려면 이 컴퓨터에 연결할 수 있는 브라우저에서 페이지를 열고 코드를 입력하세요.',
  openedForYou: '에뮬레이터의 자동 사용자가 페이지를 열고 코드를 대신 입력합니다.',
  runsOutAt: (time) => `코드는 ${time}에 만료됩니다.`,
  pressEnter:
    '이 컴퓨터에서 페이지를 열려면 Enter, 코드를 복사하려면 c, 중지하려면 Ctrl-C를 누르세요.',
  pressC: '코드를 복사하려면 c, 중지하려면 Ctrl-C를 누르세요.',
  copied: {
    copied: '코드를 클립보드에 복사했습니다.',
    sent: '코드를 터미널의 클립보드로 보냈습니다. 터미널이 지원해야 합니다(OSC 52).',
    late: '클립보드가 응답하지 않습니다. 코드를 직접 선택해 복사하세요.',
    missing: '여기에는 클립보드가 없습니다. 코드를 직접 선택해 복사하세요.',
  },
  noBrowser: '여기서 브라우저를 열 수 없습니다. 아무 디바이스에서나 링크를 직접 여세요.',
  opening: '브라우저에서 로그인 페이지를 엽니다. 열리지 않으면 이 링크를 여세요:',
  openByHand: '이 컴퓨터의 브라우저에서 이 링크를 여세요:',
  comeBack: '브라우저에서 로그인하기를 기다립니다. 중지하려면 Ctrl-C를 누르세요.',
  notVisible: (reason) =>
    `브라우저를 열지 않았습니다: ${reason}. 그래도 열려면 --browser PROGRAM, 링크만 보려면 --no-browser를 쓰세요. 디바이스 코드 흐름은 이 컴퓨터에 브라우저가 없어도 쓸 수 있습니다.`,
  notOpened: (reason) =>
    `브라우저가 열리지 않았습니다: ${reason}. 더 기다리지 않으므로 위의 링크는 쓸 수 없습니다. 링크를 직접 열려면 --no-browser, 다른 프로그램으로 열려면 --browser PROGRAM(이름이나 경로만)을 쓰세요.`,
  notStarted: (reason) =>
    `브라우저가 열리지 않았습니다: ${reason}. 더 기다리지 않으므로 위의 링크는 쓸 수 없습니다.`,
  codeWithoutBrowser: (reason) =>
    `여기서는 브라우저를 쓸 수 없어 대신 디바이스 코드를 표시합니다. 이유: ${reason}. 브라우저를 열려면 --browser PROGRAM, 링크만 보려면 --no-browser를 쓰세요.`,
  codeInstead: '대신 디바이스 코드를 표시합니다.',
  browserInstead: (code) =>
    `디바이스 코드가 거부되어(${code}) 대신 이 컴퓨터의 브라우저에서 로그인 페이지를 엽니다.`,
  openerFailed: (reason) =>
    `여는 프로그램이 실패를 알렸습니다. 이유: ${reason}. 페이지가 열리지 않았다면 위의 링크를 직접 여세요. 계속 기다립니다.`,
  waiting: (clock) => `로그인을 기다리는 중, ${clock} 남음`,
  noAnswer: (seconds) => `쓸 수 있는 응답이 없어 ${seconds}초 뒤에 다시 시도합니다`,
  whichAccount: (count) => `어느 계정입니까? 1~${count}: `,
  noSuchNumber: (answer) => `${answer}: 목록에 없는 번호입니다.`,
};

export const promptTexts: Record<'en' | 'ko', PromptTexts> = { en: english, ko: korean };
