/** The decision tree of the catalogue in Korean, by its English text. */
export const treeKorean: Readonly<Record<string, string>> = {
  'Can it open a browser?': '브라우저를 열 수 있나요?',
  yes: '예',
  'no: SSH, container, device': '아니요: SSH, 컨테이너, 디바이스',
  'Does the system have a broker?': '시스템에 브로커가 있나요?',
  'yes: a managed machine': '예: 관리되는 컴퓨터',
  'no, or not everywhere': '아니요, 또는 일부만',
  'Does the page have a server?': '페이지에 서버가 있나요?',
  'yes: tokens stay on the server': '예: 토큰은 서버에 있습니다',
  no: '아니요',
  'a managed identity or a certificate: none of the flows of users':
    '사용자 흐름이 아니라 관리 ID나 인증서가',
  'What runs the program?': '무엇이 프로그램을 실행하나요?',
  'a user, on their machine': '사용자가 자기 컴퓨터에서',
  'a server, for browsers': '브라우저를 위한 서버가',
  'a browser': '브라우저가',
  'a user, with saved sign-ins alone': '사용자가, 저장된 로그인만으로',
  'a service, as itself': '서비스가, 서비스 자신으로',
  'an unattended job, for a user of a domain': '무인 작업이, 도메인 사용자로',
  'a test account': '테스트 계정이',
};
