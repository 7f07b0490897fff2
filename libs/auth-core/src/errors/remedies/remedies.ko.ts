import { categoriesKo } from './categories.ko.ts';
import { federationCodesKo } from './federation-codes.ko.ts';
import { flowCodesKo } from './flow-codes.ko.ts';
import { machineCodesKo } from './machine-codes.ko.ts';
import { proxyCodesKo } from './proxy-codes.ko.ts';
import { setupCodesKo } from './setup-codes.ko.ts';
import type { Remedies } from './remedy.ts';

export const remediesKo = (): Remedies => ({
  categories: categoriesKo,
  apiUnreachable: [
    '웹 API에 연결하지 못했습니다.',
    '네트워크로 API의 쓸 수 있는 응답이 오지 않았습니다. 로그인 자체에는 문제가 없습니다.',
    'API 주소와 연결, VPN, 프록시를 확인한 뒤 다시 시도하세요.',
  ],
  authority: /인증 기관/,
  codes: {
    ...setupCodesKo,
    ...flowCodesKo,
    ...federationCodesKo,
    ...machineCodesKo,
    ...proxyCodesKo,
  },
  flows: {
    broker: '시스템에 등록된 계정(브로커)으로 로그인하세요.',
    interactive: '이 컴퓨터의 브라우저로 로그인하세요.',
    'device-code': '다른 디바이스에서 코드를 입력해 로그인하세요.',
    'integrated-windows': 'Windows 세션으로 로그인하세요.',
    'username-password': '사용자 이름과 암호로 로그인하세요.',
    silent: '저장된 로그인을 쓰세요.',
  },
  newSignIn:
    '로그아웃한 뒤 이 컴퓨터의 브라우저로 다시 로그인하세요. 정책이 디바이스 코드로 시작한 로그인만 차단할 수 있습니다.',
  labels: {
    why: '이유:',
    next: '할 일:',
    another: '다른 방법:',
    wait: '최소 {seconds}초 기다리세요.',
    details: '자세히:',
    looksLike: '{code} 오류와 비슷합니다: {why}',
    said: '인증 기관의 메시지:',
    unknownCode: '(공개된 목록에 없음)',
    code: '코드',
    correlationId: '상관 관계 ID',
    traceId: '추적 ID',
  },
});
