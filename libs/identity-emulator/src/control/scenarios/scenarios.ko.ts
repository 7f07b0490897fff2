import type { ScenarioName, ScenarioText } from './scenario-steps.ts';

const again = '새 코드나 새 페이지로 한 번만 다시 로그인하게 합니다.';
const tellAdmin = '멈추고 관리자의 조치가 필요하다고 알립니다. 다시 로그인해도 해결되지 않습니다.';
const fixSettings = '멈추고 어느 설정이 잘못되었는지 알립니다. 다시 시도해도 해결되지 않습니다.';
const waitAndTry = '간격을 늘려 가며 몇 번 다시 시도한 뒤 네트워크 오류라고 알립니다.';

/** The catalogue in Korean. */
export const scenariosKo: Readonly<Record<ScenarioName, ScenarioText>> = {
  'device-code-expired': {
    title: '디바이스 코드 만료',
    happens: '제때 로그인하지 않았습니다. 폴링이 expired_token을 받습니다.',
    client: '폴링을 멈추고 새 코드로 다시 시작할지 묻습니다.',
  },
  'device-code-declined': {
    title: '사용자가 거부',
    happens: '사용자가 취소를 선택했습니다. 폴링이 authorization_declined를 받습니다.',
    client: '폴링을 멈추고 스스로 다시 묻지 않습니다.',
  },
  'device-code-blocked': {
    title: '정책이 디바이스 코드 흐름을 차단',
    happens: '조건부 액세스가 이 흐름을 금지합니다. 폴링이 AADSTS53003을 받습니다.',
    client: '멈추고 다른 흐름을 제안합니다. 이 컴퓨터의 브라우저나 브로커입니다.',
  },
  'slow-down': {
    title: '너무 빠른 폴링',
    happens: '처음 세 번의 폴링이 slow_down을 받습니다.',
    client: '그때마다 간격을 5초씩 늘리고, 늘린 간격으로 계속합니다.',
  },
  'mfa-required': {
    title: '2단계 인증 필요',
    happens: '토큰 갱신이 AADSTS50076을 받습니다. 토큰만으로는 부족하다는 뜻입니다.',
    client: '응답에 클레임이 있으면 요청에 넣어 사용자가 로그인하게 합니다.',
  },
  'refresh-token-revoked': {
    title: '권한 부여가 취소됨',
    happens: '관리자가 취소했거나 암호가 바뀌었습니다. 토큰 갱신이 AADSTS50173을 받습니다.',
    client: again,
  },
  'refresh-token-expired': {
    title: '오래된 새로 고침 토큰',
    happens: '90일 동안 쓰이지 않았습니다. 토큰 갱신이 AADSTS700082를 받습니다.',
    client: again,
  },
  'sessions-ended': {
    title: '모든 세션 종료',
    happens:
      '지금까지의 모든 로그인이 끝납니다. 다음 갱신이 AADSTS50173을 받고 브라우저는 다시 묻습니다.',
    client: again,
  },
  'consent-needed': {
    title: '동의 필요',
    happens: '동의가 철회되어 토큰 갱신이 AADSTS65001을 받습니다.',
    client: '사용자가 로그인하고 동의하게 합니다.',
  },
  'admin-consent-needed': {
    title: '관리자 동의 필요',
    happens: '토큰 엔드포인트가 AADSTS90094로 답합니다.',
    client: tellAdmin,
  },
  'password-expired': {
    title: '암호 만료',
    happens: '토큰 엔드포인트가 AADSTS50055로 답합니다.',
    client: '새 암호를 정할 수 있는 로그인 페이지로 안내합니다.',
  },
  'account-locked': {
    title: '계정 잠김',
    happens: '틀린 암호를 너무 많이 입력했습니다. 토큰 엔드포인트가 AADSTS50053으로 답합니다.',
    client: '멈춥니다. 시도할수록 잠금이 길어지므로 기다리라고 알립니다.',
  },
  'account-disabled': {
    title: '사용할 수 없는 계정',
    happens: '토큰 엔드포인트가 AADSTS50057로 답합니다.',
    client: tellAdmin,
  },
  'not-assigned': {
    title: '앱에 할당되지 않은 사용자',
    happens: '토큰 엔드포인트가 AADSTS50105로 답합니다.',
    client: tellAdmin,
  },
  'device-not-compliant': {
    title: '규정을 준수하지 않는 디바이스',
    happens: '정책이 관리되는 디바이스를 요구합니다. 토큰 엔드포인트가 AADSTS53000으로 답합니다.',
    client: '멈추고 디바이스를 등록하거나 다른 디바이스를 쓰라고 알립니다.',
  },
  'wrong-tenant': {
    title: '알 수 없는 테넌트',
    happens: '검색 문서와 엔드포인트가 AADSTS90002로 답합니다.',
    client: fixSettings,
  },
  'tenant-missing': {
    title: '테넌트가 지정되지 않음',
    happens: '인증 기관과 앱 어디에도 테넌트가 없어 엔드포인트가 AADSTS50059로 답합니다.',
    client: fixSettings,
  },
  'shared-authority': {
    title: '공용 인증 기관의 디바이스 코드 거부',
    happens: '2019년까지의 Entra처럼 devicecode 엔드포인트가 AADSTS90133으로 답합니다.',
    client: '멈추고 인증 기관에 테넌트를 지정하라고 알립니다.',
  },
  'wrong-client': {
    title: '알 수 없는 앱',
    happens: '엔드포인트가 AADSTS700016으로 답합니다.',
    client: fixSettings,
  },
  'not-a-public-client': {
    title: '꺼져 있는 공용 클라이언트 흐름',
    happens: '디바이스 코드는 발급되지만 토큰 엔드포인트가 AADSTS7000218로 답합니다.',
    client: '멈추고 앱 등록에서 공용 클라이언트 흐름을 허용하라고 알립니다.',
  },
  'redirect-mismatch': {
    title: '등록되지 않은 리디렉션 URI',
    happens: '로그인 페이지가 AADSTS50011을 보이고 앱에는 아무 답도 오지 않습니다.',
    client: '답이 오지 않으므로 기한이 되면 포기합니다. 앱 등록에 URI를 넣어야 합니다.',
  },
  'wrong-scope': {
    title: '잘못된 범위',
    happens: '엔드포인트가 AADSTS70011로 답합니다.',
    client: fixSettings,
  },
  'claims-challenge': {
    title: 'API의 클레임 챌린지',
    happens: 'API마다 한 번 클레임 챌린지와 함께 401로 답합니다.',
    client: '캐시를 거치지 않고 그 클레임으로 토큰을 받아 한 번 더 호출합니다.',
  },
  'loop-detected': {
    title: '너무 잦은 요청',
    happens: '같은 요청이 되풀이되어 토큰 엔드포인트가 AADSTS50196으로 답합니다.',
    client: '한동안 요청을 멈춥니다. 잘 만든 클라이언트는 여기까지 오지 않습니다.',
  },
  throttled: {
    title: '요청이 너무 많음',
    happens: '토큰 엔드포인트가 Retry-After와 함께 일반 텍스트로 429를 보냅니다.',
    client: 'Retry-After만큼 기다린 뒤 계속합니다.',
  },
  'tenant-throttled': {
    title: '테넌트의 요청 제한',
    happens: '엔드포인트가 상태 429, Retry-After와 함께 AADSTS90055로 답합니다.',
    client: 'Retry-After만큼 기다린 뒤 계속합니다.',
  },
  'api-throttled': {
    title: 'API의 요청 제한',
    happens: 'API마다 한 번 Retry-After와 함께 429로 답합니다.',
    client: '그 시간 뒤에 같은 토큰으로 다시 호출합니다. 토큰의 잘못이 아닙니다.',
  },
  outage: {
    title: '모두 중단',
    happens: '게이트웨이가 모든 호출에 502와 웹 페이지로 답합니다.',
    client: '캐시에 있는 것은 쓰고, 나머지는 사용자 탓이 아니니 나중에 다시 오라고 알립니다.',
  },
  'slow-network': {
    title: '느린 네트워크',
    happens: '모든 답이 4초씩 늦어집니다.',
    client: '기다리되 언제든 취소할 수 있게 합니다.',
  },
  hang: {
    title: '응답 없음',
    happens: '모든 요청이 접수되지만 답이 오지 않습니다.',
    client: '기한이 되면 포기하고 알립니다. 함께 멈춰 있지 않습니다.',
  },
  'connection-dropped': {
    title: '연결 끊김',
    happens: '엔드포인트마다 처음 두 번의 호출에서 연결이 끊깁니다.',
    client: waitAndTry,
  },
  'truncated-json': {
    title: '잘린 응답',
    happens: '인증 기관의 엔드포인트마다 첫 응답이 JSON 중간에서 끝납니다.',
    client: '응답이 없는 것으로 보고 다시 시도하며, 캐시에 있던 것은 지킵니다.',
  },
  'html-instead-of-json': {
    title: '호텔 네트워크가 대신 답함',
    happens: '모든 호출이 200과 그 네트워크의 로그인 페이지로 답을 받습니다.',
    client: '인증 기관의 응답이 아님을 알아차리고, 먼저 네트워크에 로그인하라고 알립니다.',
  },
  'clock-skew': {
    title: '서로 다른 시계',
    happens: '에뮬레이터의 시계가 10분 앞으로 가서 그대로 있습니다.',
    client: '인증 기관의 시계가 아니라 초 단위 수명을 믿고, 401이면 새 토큰을 받습니다.',
  },
};
