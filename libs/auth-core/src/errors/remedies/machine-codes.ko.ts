import type { CodeRemedy, MachineCodes } from './remedy.ts';

export const machineCodesKo: Readonly<Record<MachineCodes, CodeRemedy>> = {
  'ENOTFOUND EAI_FAIL': [
    'DNS가 호스트 이름을 모릅니다.',
    '인증 기관 주소의 철자, 연결, VPN을 확인하세요.',
  ],
  EAI_AGAIN: ['DNS가 응답하지 않습니다. 아마 오프라인입니다.', '연결을 확인한 뒤 다시 시도하세요.'],
  ECONNREFUSED: [
    '호스트는 있지만 그 포트에서 연결을 받는 프로그램이 없습니다.',
    '인증 기관 주소의 포트를 확인하고, 서버나 프록시가 실행 중인지 확인하세요.',
  ],
  'ECONNRESET EPIPE UND_ERR_SOCKET': [
    '연결이 도중에 끊겼습니다.',
    '다시 시도하세요. 계속되면 방화벽이나 프록시가 끊는 것입니다.',
  ],
  'ETIMEDOUT UND_ERR_CONNECT_TIMEOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT TimeoutError': [
    '제시간에 응답이 오지 않았습니다.',
    '다시 시도하세요. 계속되면 방화벽과 프록시(HTTPS_PROXY)를 확인하세요.',
  ],
  'ENETUNREACH EHOSTUNREACH ENETDOWN EHOSTDOWN': [
    '호스트로 가는 경로가 없습니다. 오프라인이거나 VPN이 꺼져 있습니다.',
    '연결한 뒤 다시 시도하세요.',
  ],
  EADDRINUSE: [
    '브라우저가 돌아올 포트를 다른 프로그램이 쓰고 있습니다.',
    '그 프로그램을 닫거나 다른 포트로 다시 시도하세요.',
    '로그인을 시작하지 못했습니다.',
  ],
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE SELF_SIGNED_CERT_IN_CHAIN DEPTH_ZERO_SELF_SIGNED_CERT UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY CERT_UNTRUSTED':
    [
      '이 컴퓨터가 신뢰하지 않는 곳에서 발급한 인증서입니다. TLS를 들여다보는 회사 프록시인 경우가 많습니다.',
      '관리자에게 그 루트 인증서를 PEM 파일로 받아 NODE_EXTRA_CA_CERTS에 경로를 넣으세요. 검증을 끄면 안 됩니다.',
      '연결이 안전하지 않아 아무것도 보내지 않았습니다.',
    ],
  'CERT_HAS_EXPIRED CERT_NOT_YET_VALID': [
    '서버 인증서가 오늘은 유효하지 않습니다. 만료되었거나 이 컴퓨터의 시계가 틀렸습니다.',
    '이 컴퓨터의 날짜와 시간을 확인하세요. 맞다면 서버 관리자에게 알려 주세요.',
    '연결이 안전하지 않아 아무것도 보내지 않았습니다.',
  ],
  'CERT_REJECTED CERT_SIGNATURE_FAILURE CERT_CHAIN_TOO_LONG CERT_REVOKED INVALID_CA INVALID_PURPOSE PATH_LENGTH_EXCEEDED UNABLE_TO_DECRYPT_CERT_SIGNATURE UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY UNABLE_TO_GET_CRL ERROR_IN_CERT_NOT_BEFORE_FIELD ERROR_IN_CERT_NOT_AFTER_FIELD CRL_HAS_EXPIRED UNSPECIFIED UNHANDLED_CRITICAL_EXTENSION INVALID_EXTENSION PERMITTED_VIOLATION EXCLUDED_VIOLATION SUBTREE_MINMAX UNSUPPORTED_CONSTRAINT_TYPE UNSUPPORTED_CONSTRAINT_SYNTAX UNSUPPORTED_NAME_SYNTAX':
    [
      '이 프로그램의 TLS 라이브러리가 서버 인증서나 그 발급 기관의 인증서를 받아들이지 않습니다.',
      '아래 세부 정보와 함께 서버 관리자에게 알려 주세요. 프로그램을 업데이트한 뒤라면 프로그램이 전보다 더 엄격할 수 있습니다.',
      '연결이 안전하지 않아 아무것도 보내지 않았습니다.',
    ],
  'ERR_TLS_CERT_ALTNAME_INVALID HOSTNAME_MISMATCH': [
    '인증 기관 주소의 호스트가 아닌 다른 호스트의 인증서입니다.',
    '인증 기관 주소의 호스트 이름을 확인하세요. 프록시나 접속 인증이 필요한 네트워크가 중간에 있을 수 있습니다.',
    '연결이 안전하지 않아 아무것도 보내지 않았습니다.',
  ],
  'EPROTO ERR_SSL_WRONG_VERSION_NUMBER ERR_SSL_PACKET_LENGTH_TOO_LONG HPE_INVALID_CONSTANT': [
    '서버가 기대한 프로토콜을 쓰지 않습니다. https 주소에 일반 HTTP 서버가 있을 수 있습니다.',
    '인증 기관 주소의 포트와 프록시 설정을 확인하세요.',
  ],
  'http_511 ERR_PROXY_GATEWAY/network-login': [
    '호텔이나 열차처럼, 먼저 로그인해야 통신을 허용하는 네트워크입니다.',
    '네트워크에 로그인하세요. 이 컴퓨터의 브라우저에서 아무 페이지나 연 뒤 다시 시도하세요.',
    '네트워크가 먼저 자체 로그인을 요구합니다.',
  ],
  ERR_DEADLINE: [
    '서버가 연결은 받았지만 제시간에 응답하지 않았습니다. 서버가 멈췄거나 프록시, VPN, 방화벽이 응답을 막고 있습니다.',
    '프록시(HTTPS_PROXY), VPN, 방화벽을 확인한 뒤 다시 시도하세요.',
  ],
  invalid_response: [
    '응답한 것이 인증 기관이 아니거나 고장 났습니다. 프록시, 네트워크의 접속 인증 페이지, 잘못된 주소, 서버 오류일 수 있습니다.',
    '이 컴퓨터의 브라우저로 인증 기관 주소를 열고, 네트워크가 로그인을 요구하면 로그인하세요. 호스트와 테넌트를 확인한 뒤 다시 시도하세요.',
    '응답을 쓸 수 없어 아무것도 저장하지 않았습니다.',
  ],
  token_parsing_error: [
    '응답이 JSON이 아닙니다. 프록시, 네트워크의 접속 인증 페이지 또는 요청 제한 때문일 수 있습니다.',
    '이 컴퓨터의 브라우저로 인증 기관 주소를 열어 본 뒤 다시 시도하세요.',
  ],
  'endpoints_resolution_error openid_config_error': [
    '인증 기관의 설명(메타데이터)을 얻지 못했습니다. 주소가 틀렸거나, 연결할 수 없거나, 테넌트가 없습니다.',
    '인증 기관 주소의 호스트와 테넌트, 그리고 연결을 확인하세요.',
  ],
  issuer_validation_failed: [
    '인증 기관이 응답했지만 발급자(issuer)가 요청한 것과 다른 호스트에 있습니다.',
    '발급자가 사용자의 테넌트라면 인증 기관 주소에 이름 대신 테넌트 ID를 쓰거나 발급자의 호스트를 knownAuthorities에 추가하세요.',
    '인증 기관이 다른 이름을 씁니다.',
  ],
  loopback_server_query_response_not_supported: [
    '양식(form_post)을 요청했지만 인증 기관이 코드를 페이지 주소(query)에 넣어 보냈습니다. 주소는 남기 때문에 사용하지 않았습니다.',
    'response_mode=form_post를 지원하는 인증 기관을 쓰거나 관리자에게 알리세요.',
    '요청과 다른 형식의 응답이 왔습니다.',
  ],
  untrusted_authority: [
    'MSAL이 모르는 인증 기관 호스트입니다.',
    '철자를 확인하세요. 직접 운영하는 호스트라면 knownAuthorities에 호스트:포트로 추가하세요.',
  ],
  'no_tokens_found no_account_in_silent_request no_account_found': [
    '저장된 로그인을 찾지 못했습니다.',
    '한 번 로그인하세요. 다음 실행부터는 찾습니다.',
  ],
  native_account_unavailable: ['브로커가 이 계정을 더는 알지 못합니다.', '다시 로그인하세요.'],
  platform_broker_error: [
    '시스템의 로그인 브로커가 실패했습니다.',
    '브라우저로 로그인하고, 시스템 설정에서 계정이 동작하는지 확인하세요.',
  ],
  broker_unavailable: [
    '이 컴퓨터에는 이 프로그램이 쓸 수 있는 로그인 브로커가 없습니다.',
    '브라우저로 로그인하세요.',
    '여기에는 브로커가 없습니다.',
  ],
  broker_timeout: [
    '시스템의 로그인 브로커가 제때 응답하지 않았습니다.',
    '브라우저로 로그인하거나 브로커에 시간을 더 주세요. 계속되면 시스템을 다시 시작하세요.',
    '브로커가 응답하지 않았습니다.',
  ],
  account_mismatch: [
    '요청한 것과 다른 계정이 로그인해서 그 토큰은 버렸습니다.',
    '요청한 계정으로 다시 로그인하거나 다른 계정을 요청하세요.',
    '다른 계정이 로그인했습니다.',
  ],
  account_ambiguous: [
    '저장된 계정 여럿이 해당되며, 프로그램은 짐작하지 않습니다.',
    '사용자 이름이나 홈 계정 ID로 하나를 지정하세요.',
    '어느 계정인지 분명하지 않습니다.',
  ],
  account_not_found: [
    '요청한 계정이 저장된 계정 가운데 없습니다.',
    '철자를 확인하거나 그 계정으로 한 번 로그인하세요.',
  ],
  browser_not_opened: [
    '이 컴퓨터에 브라우저가 없거나 시작하지 못했습니다.',
    '디바이스 코드로 로그인하거나, 화면과 브라우저가 있는 곳에서 로그인하세요.',
    '브라우저가 열리지 않았습니다.',
  ],
  no_flow: [
    '이 프로그램이 가진 로그인 방법 중 이 컴퓨터에서 쓸 수 있는 것이 없습니다.',
    '브라우저가 있는 곳에서 실행하거나, 디바이스 코드를 쓰도록 하세요.',
    '여기서는 로그인할 방법이 없습니다.',
  ],
  // Wrong options, or a fault in the program.
  'TypeError RangeError ReferenceError': [
    '호출에 맞지 않는 인수가 있거나 프로그램에 결함이 있습니다. 무엇인지는 자세히에 있습니다.',
    '그 호출을 고치고 다시 실행하세요. 직접 만든 프로그램이 아니면 이 내용을 개발자에게 보내세요.',
    '프로그램의 코드나 설정에 잘못이 있습니다.',
  ],
  no_result: [
    '프로그램의 로그인 단계가 토큰도 오류도 없이 끝났습니다.',
    '개발자에게 알려 주세요. 콜백은 MSAL의 결과를 돌려주어야 합니다.',
  ],
  cache_unusable: [
    '캐시 파일을 그 자리에서 읽거나 쓸 수 없습니다.',
    '폴더가 아닌 파일을, 쓸 수 있는 곳에 지정하세요.',
    '로그인을 저장할 수 없습니다.',
  ],
  cache_locked: [
    '아래에 적힌 다른 프로세스가 저장된 로그인을 쓰고 있거나, 같은 코드로 사용자를 기다리고 있습니다.',
    '그 프로세스를 중지하거나 끝날 때까지 기다린 뒤 다시 시도하세요.',
    '저장된 로그인을 다른 프로세스가 쓰고 있습니다.',
  ],
  cache_damaged: [
    '캐시 파일을 읽을 수 없거나 다른 키로 만들어졌습니다. 지우지 않고 따로 옮겨 두었습니다.',
    '다시 로그인하세요. 다른 할 일은 없습니다.',
    '저장된 로그인을 쓸 수 없게 되었습니다.',
  ],
  keyring_unavailable: [
    '캐시 키를 보관할 시스템 키링이 없거나 잠겨 있습니다.',
    '잠금을 풀거나 키링을 시작하세요(Linux: gnome-keyring). 키링이 없는 컴퓨터에서는 키를 파일에 보관하거나, 암호화하지 않은 캐시를 명시적으로 허용하세요.',
    '로그인을 안전하게 저장할 수 없습니다.',
  ],
  'EACCES EPERM EROFS': [
    '권한이 없거나 읽기 전용 디스크라서 파일을 열거나 쓸 수 없습니다.',
    '이 사용자에게 쓰기 권한을 주거나 다른 캐시 경로를 고르세요.',
    '로그인을 저장할 수 없습니다.',
  ],
  'EISDIR ENOTDIR ENOENT': [
    '캐시 경로가 실제로 있는 폴더 안의 파일이 아닙니다.',
    '있는 폴더 안의 파일을 지정하세요.',
    '로그인을 저장할 수 없습니다.',
  ],
  'EIO ESTALE EUCLEAN EREMOTEIO': [
    '캐시가 있는 디스크나 네트워크 드라이브에서 오류가 났습니다.',
    '드라이브와 그 연결을 확인한 뒤 다시 시도하거나, 다른 캐시 경로를 고르세요.',
    '로그인을 저장할 수 없습니다.',
  ],
  'ENOKEY EKEYEXPIRED EKEYREVOKED EKEYREJECTED': [
    '캐시가 있는 암호화된 폴더나 네트워크 드라이브가 잠겨 있습니다.',
    '잠금을 풀거나 드라이브에 다시 로그인한 뒤 다시 시도하거나, 다른 캐시 경로를 고르세요.',
    '로그인을 저장할 수 없습니다.',
  ],
  'ENOSPC EDQUOT cache_quota_exceeded': [
    '디스크가 가득 찼거나 할당량을 다 썼습니다.',
    '공간을 비운 뒤 다시 시도하세요.',
    '로그인을 저장할 수 없습니다.',
  ],
  'authority_not_https authority_uri_insecure': [
    '인증 기관 주소가 https://로 시작하지 않아 토큰이 도중에 읽힐 수 있습니다.',
    '인증 기관 주소를 https://<호스트>/<테넌트>로 쓰세요.',
  ],
  'authority_malformed ERR_INVALID_URL': [
    '인증 기관 주소가 완전한 주소가 아닙니다.',
    '인증 기관 주소를 https://<호스트>/<테넌트>로 쓰세요.',
  ],
  origin_not_allowed: [
    '이 프로그램의 목록에 없는 주소로 토큰을 보낼 뻔했습니다.',
    '주소를 고치거나, 토큰을 맡길 만한 곳이면 그 출처를 허용 목록에 추가하세요.',
    '요청을 보내지 않았습니다.',
  ],
  '1002016': [
    '이 프로그램이나 중간의 프록시가 TLS 1.0, TLS 1.1, 3DES를 쓰는데, Entra ID는 이를 거부합니다.',
    'Node.js와 운영 체제를 업데이트하세요. TLS를 여는 프록시는 TLS 1.2 이상을 써야 합니다.',
    '연결 방식이 너무 오래되어 안전하지 않습니다.',
  ],
};
