import type { Flow } from './flow.ts';
import { broker } from './flows/broker.ts';
import { deviceCode } from './flows/device-code.ts';
import { integratedWindows } from './flows/integrated-windows.ts';
import { interactive } from './flows/interactive.ts';
import { silent } from './flows/silent.ts';
import { singlePage } from './flows/single-page.ts';
import { usernamePassword } from './flows/username-password.ts';
import { webAuthCode } from './flows/web-auth-code.ts';

/** Every flow, in the order in which a program should think of it. */
export const flowCatalog: readonly Flow[] = [
  silent,
  broker,
  interactive,
  deviceCode,
  webAuthCode,
  singlePage,
  integratedWindows,
  usernamePassword,
];

/** Each sample of these flows once, with what it is for. */
export function samplesOf(
  flows: readonly Flow[],
): { sample: string; name: string; choose: string }[] {
  return flows.flatMap(({ sample, name, choose, alsoShownBy = [] }) => [
    ...(sample ? [{ sample, name, choose }] : []),
    ...alsoShownBy.map((other) => ({ name, ...other })),
  ]);
}

/** What each sample is for, in Korean; `choose` of a flow says it in English. */
export const koreanChoices: Readonly<Record<string, string>> = {
  'cli-accounts': '모든 프로그램이 다른 흐름보다 먼저',
  'cli-broker': '사용자가 시스템에 로그인해 있는 관리형 컴퓨터의 프로그램',
  'cli-interactive': '사용자가 앞에 앉아 있는 컴퓨터의 프로그램',
  'electron-interactive': '같은 흐름에 창이 있는 데스크톱 앱',
  'cli-device-code': '브라우저를 열 수 없는 프로그램: SSH, 컨테이너, 디바이스, 서비스',
  'cli-device-code-steps': '직접 반복해서 폴링하는 프로그램',
  'headless-device-code': '브라우저도 화면도 없는 디바이스에서 몇 년씩 도는 서비스',
  'cli-azure-sdk': 'SDK로 Microsoft Graph와 Azure를 호출하는 프로그램',
  'web-auth-code': '자체 서버가 있는 웹앱',
  'spa-auth-code': '자체 서버가 없는 페이지',
  'cli-integrated-windows': '브로커를 쓸 수 없는 AD FS 도메인의 무인 프로그램',
  'cli-username-password': '새 프로그램에는 쓰지 않음. 전용 계정을 쓰는 기존 프로그램과 테스트',
};
