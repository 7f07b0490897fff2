import type { SceneId, SceneText } from './scenes.ts';

export const scenesKo: Readonly<Record<SceneId, SceneText>> = {
  'first-and-second': {
    title: '첫 실행과 두 번째 실행',
    notes:
      '시작한 뒤 두 번째 실행을 시작합니다. 처음에는 코드와 링크가 나오고, 두 번째에는 캐시에서 토큰을 받아 질문도 없고 API 호출 외의 요청도 없습니다.',
  },
  'code-or-page': {
    title: '입력할 코드, 또는 페이지',
    notes:
      '대화형 흐름은 페이지 하나로 끝나고 입력할 코드가 없습니다. 디바이스 코드는 어느 디바이스에서나 입력할 수 있습니다. 다른 누가 코드를 보낼 수 있을지 청중에게 물어보세요.',
  },
  'three-kinds-of-device-code': {
    title: '터미널, 자체 반복, 서비스의 디바이스 코드',
    notes:
      '세 프로그램의 교환이 같습니다. 서비스는 로그와 페이지에 코드를 보이며, 여기서는 첫 토큰 뒤에 중지됩니다.',
  },
  'password-beside-page': {
    title: '프로그램 안의 암호',
    notes:
      '한 레인은 인증 기관의 페이지를 보이고 다른 레인은 암호를 직접 보냅니다. 누가 암호를 보는지, 2단계 인증이 있으면 어떻게 되는지 비교하세요.',
  },
  'silent-renewal': {
    title: '질문 없는 갱신',
    notes:
      '새로 고침 토큰을 새 토큰으로 교환합니다. 소스에서 사용자가 필요하다고 알리는 부분은 켜지지 않습니다.',
  },
  'web-and-page': {
    title: '웹앱과 서버 없는 페이지',
    notes:
      '둘 다 PKCE가 있는 코드를 씁니다. 토큰이 어디에 남는지 보여 주세요. 하나는 서버에, 하나는 페이지의 스크립트에 있습니다.',
  },
  'device-code-blocked': {
    title: '정책이 디바이스 코드 흐름을 차단',
    notes:
      '코드는 발급되지만 첫 폴링이 AADSTS53003으로 끝나고 다른 방법을 알려 줍니다. 그 방법은 옆 레인에서 동작합니다.',
  },
  'device-code-declined': {
    title: '사용자가 거부',
    notes:
      '터미널은 거부를 알리고 끝나며 스스로 다시 묻지 않습니다. 다른 흐름은 여전히 동작합니다.',
  },
  'slow-down': {
    title: '너무 빠른 폴링',
    notes: '폴링 세 번이 slow_down을 받습니다. 간격이 5초씩 늘어나고 그대로 유지되는지 보세요.',
  },
  'redirect-mismatch': {
    title: '등록되지 않은 리디렉션 URI',
    notes:
      'AADSTS50011은 페이지에만 나옵니다. 앱은 답을 받지 못하고 기한에 포기합니다. 디바이스 코드에는 리디렉션 URI가 필요 없습니다. 페이지를 본 뒤 중지를 누르세요.',
  },
  'not-a-public-client': {
    title: '등록에 "공용 클라이언트"가 없음',
    notes:
      '코드는 발급되지만 첫 폴링이 등록에 빠진 것을 알려 줍니다. 암호 흐름에서는 그 답이 바로 옵니다.',
  },
  'refresh-token-revoked': {
    title: '권한 부여가 취소됨',
    notes:
      '갱신에서 AADSTS50173이 나옵니다. 자동 프로그램은 사용자가 필요하다고만 알리고, 다른 프로그램은 사용자를 한 번 페이지로 보냅니다.',
  },
  'admin-consent-needed': {
    title: '관리자 동의 필요',
    notes: 'AADSTS90094가 나오며, 도움이 되지 않을 로그인은 요청하지 않습니다.',
  },
  'claims-challenge': {
    title: 'API가 더 요구',
    notes:
      'API가 클레임과 함께 401로 답합니다. 갱신 요청이 그 클레임을 보내고, 두 번째 호출은 질문 없이 성공합니다.',
  },
  throttled: {
    title: '요청이 너무 많음',
    notes: '둘 다 Retry-After의 10초를 기다립니다. 초기화로 시나리오를 거두면 스스로 계속합니다.',
  },
  outage: {
    title: '인증 기관 중단',
    notes:
      '토큰이 있으면 API도 실패할 때까지 계속합니다. 토큰이 필요하면 일시적인 장애이니 잠시 후 다시 시도하라는 안내를 받습니다.',
  },
  'html-instead-of-json': {
    title: '호텔 네트워크가 대신 답함',
    notes: '둘 다 답이 인증 기관의 것이 아님을 알아차리고 네트워크에 로그인하라고 안내합니다.',
  },
  hang: {
    title: '답이 없음',
    notes: '요청마다 기한이 있습니다. 둘 다 15초 뒤에 포기하고 그 사실을 알립니다.',
  },
  'code-expires': {
    title: '15분 뒤 코드 만료',
    notes:
      '"직접 로그인"을 고르고 시작한 뒤 로그인하지 마세요. 에뮬레이터의 시계를 15분 앞으로 옮기면 다음 폴링이 코드 만료를 알립니다.',
  },
};
