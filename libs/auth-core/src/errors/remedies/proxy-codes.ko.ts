import type { CodeRemedy, ProxyCodes } from './remedy.ts';

export const proxyCodesKo: Readonly<Record<ProxyCodes, CodeRemedy>> = {
  http_407: [
    '프록시가 사용자 이름과 암호를 요구합니다.',
    'HTTPS_PROXY에 넣거나 관리자에게 접근 권한을 요청하세요.',
  ],
  ERR_PROXY_SETTING: [
    '프록시를 지정하는 변수에 주소가 아닌 값이 있습니다.',
    'http://호스트:포트로 쓰거나, 프록시가 필요 없으면 변수를 지우세요.',
    '프록시 설정을 읽을 수 없어 아무것도 보내지 않았습니다.',
  ],
  'ERR_PROXY_SETTING/scheme': [
    '변수에 있는 프록시가 HTTP 프록시가 아닙니다. SOCKS는 지원하지 않습니다.',
    '프록시의 HTTP 주소를 http://호스트:포트로 쓰세요. 프록시 관리자가 알고 있습니다.',
    '아무것도 보내지 않았습니다. 프록시 설정을 쓸 수 없습니다.',
  ],
  'ERR_PROXY_SETTING/encoding': [
    '변수의 사용자 이름이나 암호에 주소에서 다른 뜻을 갖는 문자가 있습니다.',
    '퍼센트 인코딩으로 쓰세요. \\는 %5C, /는 %2F, @는 %40, #은 %23, ?는 %3F, %는 %25입니다.',
    '아무것도 보내지 않았습니다. 프록시 설정을 읽을 수 없습니다.',
  ],
  'ERR_PROXY_SETTING/quotes': [
    '변수의 값이 따옴표 안에 있습니다.',
    '따옴표 없이 설정하세요.',
    '아무것도 보내지 않았습니다. 프록시 설정을 읽을 수 없습니다.',
  ],
  'ERR_PROXY_REFUSED/login': [
    '프록시가 사용자 이름과 암호를 요구합니다.',
    '변수에 http://사용자:암호@호스트:포트를 쓰세요.',
    '프록시가 거절했습니다.',
  ],
  'ERR_PROXY_REFUSED/login-refused': [
    '변수에 있는 사용자 이름과 암호를 프록시가 받아들이지 않았습니다.',
    '변수에서 고치세요. 암호가 만료되었을 수 있고, 특수 문자는 퍼센트 인코딩해야 합니다.',
    '프록시가 거절했습니다.',
  ],
  'ERR_PROXY_REFUSED/login-method': [
    '프록시가 NTLM, Kerberos 등 여기서 지원하지 않는 방식의 로그인을 요구합니다.',
    '프록시 관리자에게 Basic 방식, 예외 등록(등록되면 호스트를 NO_PROXY에 넣으세요), 또는 대신 로그인하는 도우미 프로그램을 요청하세요.',
    '프록시가 거절했습니다.',
  ],
  'ERR_PROXY_REFUSED/not-a-proxy': [
    '변수에 있는 주소에서 응답하는 것은 프록시가 아닙니다. 웹 서버일 수 있습니다.',
    '변수의 호스트와 포트를 확인하거나, 프록시가 필요 없으면 변수를 지우세요.',
    '프록시를 쓸 수 없습니다.',
  ],
  'ENOTFOUND/http-proxy EAI_AGAIN/http-proxy ETIMEDOUT/http-proxy ENETUNREACH/http-proxy EHOSTUNREACH/http-proxy':
    [
      '프록시 없이는 호스트에 닿지 못했고, HTTP_PROXY는 https 주소에 쓰이지 않습니다.',
      'HTTPS_PROXY에 프록시 주소를 설정하세요.',
    ],
  ERR_PROXY_UNREACHABLE: [
    '프록시에 연결되지 않거나 프록시가 연결을 끊었습니다.',
    '프록시 주소와 실행 여부를 확인하세요. 프록시가 필요 없으면 변수를 지우세요.',
    '프록시에 닿지 못했습니다.',
  ],
  ERR_PROXY_FAILED: [
    '프록시가 주소에 적힌 프로토콜을 쓰지 않거나, 그 인증서를 여기서 신뢰하지 않습니다.',
    '주소가 http://인지 https://인지 확인하세요. 회사 인증서라면 NODE_EXTRA_CA_CERTS를 설정하세요.',
    '프록시를 쓸 수 없습니다.',
  ],
  ERR_PROXY_REFUSED: [
    '프록시가 인증 기관에 연결해 주지 않았습니다.',
    '프록시 관리자에게 호스트를 허용해 달라고 하거나, 호스트를 NO_PROXY에 넣으세요.',
    '프록시가 거절했습니다.',
  ],
  ERR_PROXY_GATEWAY: [
    '프록시 자신이 인증 기관에 연결하지 못합니다.',
    '나중에 다시 시도하세요. 계속되면 프록시 관리자에게 알려 주세요.',
    '프록시가 인증 기관에 닿지 못했습니다.',
  ],
};
