import type { MessageLanguage } from '@entra-flows/auth-core/page';

/** What only a browser can meet: what happened, why, what to do next. */
const english = {
  blocked: `The window did not open.
Why: The browser blocks windows that pages open.
Next: Allow them for this page (the address bar shows how), or choose that this page goes to the sign-in page.`,
  unfinished: `Nobody finished the sign-in in time.
Why: The window was closed or left alone; no page is told of that.
Next: Sign in again, if you wanted to.`,
  underWay: `Another sign-in of this page is still under way.
Why: It was begun and did not end.
Next: Finish it, or reload this page and sign in again.`,
  cancelled: `The sign-in was ended before it was done.
Why: It was cancelled, or another one was begun in its place.
Next: Sign in again, if you wanted to.`,
  orphaned: `The sign-in window no longer belongs to this page.
Why: The page was loaded again while the window was open.
Next: Close the window if it is still there, and sign in again.`,
  lost: `The sign-in page has answered, but this page no longer knows what it had asked.
Why: The storage of this page was cleared or blocked meanwhile, or the answer is an old one.
Next: Sign in again; choose that a window opens beside the page, which keeps the page as it is.`,
  storage: `The browser keeps nothing for this page.
Why: Its storage is blocked, full or not available, as with cookies switched off or in some private windows.
Next: Allow storage (cookies and site data) for this page, then reload it; or choose that a window opens beside the page, and sign in again.`,
  keys: `The browser's keys and the answer do not fit together.
Why: Keys that this page had made are gone or damaged, or its storage was cleared meanwhile.
Next: Reload this page and sign in again.`,
  crypto: `The browser does not offer this page the cryptography that a sign-in takes.
Why: Browsers offer it at https addresses and at localhost only.
Next: Open the page at its https address, with a current browser.`,
  framed: `The sign-in cannot be done here.
Why: This page is shown inside of another page, or in a sign-in window of its own.
Next: Open the page in a tab of its own, and sign in there.`,
  broker: `The sign-in service of this machine did not help.
Why: The browser's extension for work accounts, or the broker behind it, is missing, did not answer, or refused.
Next: Sign in without it: sign in again in this page. If it stays, ask the administrator about that extension.`,
  account: `No account is chosen.
Why: The account was signed out, or the storage of this page was cleared.
Next: Sign in again.`,
  unreadable: `What came back cannot be read.
Why: Something between the browser and the authority, such as a proxy or a login page of the network, changed the answer or left it out.
Next: Log in to the network if it asks, then try again.`,
  program: `The page asks for something that MSAL does not do.
Why: It is a mistake in this page's program or in its configuration.
Next: Tell the people who run this page, with the code below.`,
  offline: `The web API or the authority could not be reached.
Why: The browser got no answer: there is no network, or something blocks the address.
Next: Check the connection, then try again.`,
  late: `The web API or the authority did not answer in time.
Why: Something took the request and gave no answer: the server hangs, or a proxy, VPN or firewall swallows it.
Next: Check VPN and proxy, then try again in a minute.`,
  stopped: `You stopped waiting for the window.
Why: No page is told when such a window is closed.
Next: Close it if it is still there, and sign in again if you want to.`,
};

const korean: typeof english = {
  blocked: `창이 열리지 않았습니다.
이유: 브라우저가 페이지에서 여는 창을 차단합니다.
할 일: 이 페이지의 창을 허용하거나(주소 표시줄에 방법이 있습니다), 이 페이지가 로그인 페이지로 가도록 선택하세요.`,
  unfinished: `제시간에 로그인이 끝나지 않았습니다.
이유: 창이 닫혔거나 그대로 남아 있습니다. 페이지는 그것을 알 수 없습니다.
할 일: 원하면 다시 로그인하세요.`,
  underWay: `이 페이지의 다른 로그인이 아직 진행 중입니다.
이유: 시작한 로그인이 끝나지 않았습니다.
할 일: 그 로그인을 마치거나, 페이지를 새로 고친 뒤 다시 로그인하세요.`,
  cancelled: `로그인이 끝나기 전에 중단되었습니다.
이유: 취소했거나 다른 로그인을 시작했습니다.
할 일: 원하면 다시 로그인하세요.`,
  orphaned: `로그인 창이 더 이상 이 페이지의 것이 아닙니다.
이유: 창이 열려 있는 동안 페이지를 다시 불러왔습니다.
할 일: 창이 남아 있으면 닫고 다시 로그인하세요.`,
  lost: `로그인 페이지가 응답했지만, 이 페이지는 무엇을 요청했는지 더 이상 모릅니다.
이유: 그동안 이 페이지의 저장소가 지워졌거나 차단되었거나, 오래된 응답입니다.
할 일: 다시 로그인하세요. 옆에 창이 열리도록 선택하면 페이지가 그대로 유지됩니다.`,
  storage: `브라우저가 이 페이지의 데이터를 저장하지 않습니다.
이유: 쿠키를 껐거나 일부 시크릿 창처럼 저장소가 차단되었거나 가득 찼거나 없습니다.
할 일: 이 페이지의 저장소(쿠키 및 사이트 데이터)를 허용하고 새로 고치거나, 옆에 창이 열리도록 선택하고 다시 로그인하세요.`,
  keys: `브라우저의 키와 응답이 서로 맞지 않습니다.
이유: 이 페이지가 만든 키가 없어졌거나 손상되었거나, 그동안 저장소가 지워졌습니다.
할 일: 페이지를 새로 고친 뒤 다시 로그인하세요.`,
  crypto: `브라우저가 로그인에 필요한 암호화 기능을 이 페이지에 제공하지 않습니다.
이유: 브라우저는 https 주소와 localhost에서만 이 기능을 제공합니다.
할 일: 최신 브라우저로 이 페이지의 https 주소를 여세요.`,
  framed: `여기서는 로그인할 수 없습니다.
이유: 이 페이지가 다른 페이지 안이나 로그인 창에 표시되어 있습니다.
할 일: 페이지를 별도의 탭에서 열고 로그인하세요.`,
  broker: `이 컴퓨터의 로그인 서비스가 도움이 되지 않았습니다.
이유: 회사 계정용 브라우저 확장이나 그 뒤의 브로커가 없거나, 응답하지 않았거나, 거부했습니다.
할 일: 그 서비스 없이 이 페이지에서 다시 로그인하세요. 계속되면 관리자에게 그 확장에 대해 문의하세요.`,
  account: `선택한 계정이 없습니다.
이유: 계정에서 로그아웃했거나 이 페이지의 저장소가 지워졌습니다.
할 일: 다시 로그인하세요.`,
  unreadable: `받은 응답을 읽을 수 없습니다.
이유: 프록시나 네트워크의 로그인 페이지처럼 브라우저와 인증 기관 사이에 있는 것이 응답을 바꾸거나 빠뜨렸습니다.
할 일: 네트워크에서 로그인을 요구하면 로그인하고 다시 시도하세요.`,
  program: `MSAL이 하지 않는 일을 페이지가 요청합니다.
이유: 이 페이지의 프로그램이나 설정이 잘못되었습니다.
할 일: 아래 코드를 이 페이지의 운영자에게 알려 주세요.`,
  offline: `웹 API나 인증 기관에 연결할 수 없습니다.
이유: 브라우저가 응답을 받지 못했습니다. 네트워크가 없거나 주소가 차단되었습니다.
할 일: 연결을 확인하고 다시 시도하세요.`,
  late: `웹 API나 인증 기관이 제시간에 응답하지 않았습니다.
이유: 요청을 받고 응답하지 않았습니다. 서버가 멈췄거나 프록시, VPN, 방화벽이 요청을 삼킵니다.
할 일: VPN과 프록시를 확인하고 1분 뒤에 다시 시도하세요.`,
  stopped: `창을 그만 기다렸습니다.
이유: 그런 창이 닫혀도 페이지는 알 수 없습니다.
할 일: 창이 남아 있으면 닫고, 원하면 다시 로그인하세요.`,
};

export const browserErrors: Record<MessageLanguage, typeof english> = { en: english, ko: korean };
