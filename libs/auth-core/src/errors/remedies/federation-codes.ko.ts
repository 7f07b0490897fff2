import type { CodeRemedy, FederationCodes } from './remedy.ts';

export const federationCodesKo: Readonly<Record<FederationCodes, CodeRemedy>> = {
  kerberos_no_ticket: [
    '이 컴퓨터에 사용자의 Kerberos 티켓이 없거나 만료되었습니다.',
    '티켓을 받으세요. Linux와 macOS에서는 "kinit 이름@영역", Windows에서는 도메인 계정으로 로그인하거나 화면을 잠갔다가 푸세요.',
    '도메인에 로그인되어 있지 않습니다.',
  ],
  kerberos_wrong_realm: [
    'Kerberos가 이 이름의 서비스를 모릅니다. 티켓이 다른 영역의 것이거나 AD FS에 HTTP 서비스 주체가 없습니다.',
    '"klist"의 영역을 AD FS의 도메인과 비교하세요. 그 영역의 티켓을 받거나 krb5.conf의 [domain_realm]에서 호스트를 그 영역에 연결하세요.',
  ],
  kerberos_clock_skew: [
    '이 컴퓨터의 시계가 도메인의 시계와 5분 넘게 다릅니다.',
    '날짜와 시간을 맞추거나 시간 동기화를 켠 뒤 새 티켓을 받으세요.',
  ],
  kerberos_kdc_unreachable: [
    '티켓 요청에 응답한 도메인 컨트롤러가 없습니다.',
    '조직의 네트워크(VPN)에 연결하세요. 영역에 대한 krb5.conf나 DNS 설정을 확인하세요.',
    'Kerberos 티켓을 받지 못했습니다.',
  ],
  kerberos_unavailable: [
    'Kerberos를 쓸 수 있는 것이 없습니다. npm 패키지 "kerberos"도, GSS-API나 SSPI를 지원하는 curl도 없습니다.',
    'curl을 설치하거나 "npm install kerberos"(컴파일됨)를 실행하세요. 또는 페이지에서 로그인하세요.',
    '여기서는 Windows 로그인을 할 수 없습니다.',
  ],
  integrated_windows_authentication_failed: [
    'AD FS가 이 컴퓨터의 Kerberos 티켓을 거부했습니다.',
    '"klist"를 계정과 비교하세요. 관리자에게 AD FS의 서비스 주체와 Windows 인증을 문의하세요.',
  ],
  mutual_authentication_failed: [
    '서버가 티켓을 받았지만, 티켓의 대상인 AD FS라는 것을 증명하지 못했습니다.',
    '그 응답은 쓰지 않았습니다. 관리자에게 문의하세요. 중간에 프록시가 있을 수 있습니다.',
  ],
  integrated_windows_auth_not_supported_managed_user: [
    '이 계정의 암호는 Entra가 직접 보관하므로 Kerberos 티켓으로는 아무것도 증명되지 않습니다.',
    '페이지에서 로그인하거나 페더레이션 도메인의 계정을 쓰세요.',
    '이 계정은 Windows 로그인을 할 수 없습니다.',
  ],
  ropc_not_supported_for_msa: [
    '개인 Microsoft 계정입니다.',
    '페이지에서 로그인하세요.',
    '이 계정은 암호나 티켓만으로 로그인할 수 없습니다.',
  ],
  unknown_user_type: [
    'Entra가 이 이름의 도메인을 모르므로 어디서 로그인하는지 알 수 없습니다.',
    '사용자 이름의 철자를 확인하세요. frida@contoso.com 같은 Entra의 이름이어야 합니다.',
  ],
  get_user_name_failed: [
    '이 컴퓨터의 어떤 티켓에도 사용자 이름이 없습니다.',
    '계정을 지정하세요. 예: frida@contoso.com. 또는 kinit으로 티켓을 받으세요.',
    '누가 로그인할지 알 수 없습니다.',
  ],
  invalid_user_name: [
    '사용자 이름은 이름@도메인 형식입니다.',
    '이름을 고치세요. DOMAIN\\이름 같은 옛 형식은 쓸 수 없습니다.',
  ],
  user_realm_discovery_failed: [
    '인증 기관이 이 계정의 로그인 위치를 알려 주지 않았습니다.',
    '다시 시도하세요. 계속되면 인증 기관 주소를 확인하고, 프록시가 응답을 바꾸는지 확인하세요.',
  ],
  accessing_ws_metadata_exchange_failed: [
    '여기서 조직의 AD FS에 연결할 수 없거나, AD FS가 자신을 설명(MEX)하지 않습니다.',
    '조직의 네트워크(VPN)에 연결한 뒤 다시 시도하세요.',
  ],
  adfs_unreachable: [
    '여기서 조직의 AD FS에 연결할 수 없습니다.',
    '조직의 네트워크(VPN)에 연결한 뒤 다시 시도하세요.',
  ],
  missing_federation_metadata_url: [
    '페더레이션 도메인이지만 로그인 서비스의 설명(MEX) 주소가 없습니다.',
    '페이지에서 로그인하거나, 관리자에게 도메인의 페더레이션 설정을 요청하세요.',
  ],
  parsing_ws_metadata_exchange_failed: [
    'AD FS의 설명(MEX)을 읽을 수 없습니다.',
    '관리자에게 문의하세요. 프록시가 자기 페이지를 대신 보냈을 수 있습니다.',
  ],
  wstrust_endpoint_not_found: [
    'AD FS에 이 로그인 방법을 위한 https WS-Trust 엔드포인트가 없습니다.',
    '관리자에게 windowstransport나 usernamemixed를 켜 달라고 하거나 페이지에서 로그인하세요.',
  ],
  federated_service_returned_error: [
    'AD FS가 요청을 거부했습니다. "자세히"의 번호는 AD FS의 번호입니다.',
    '관리자에게 AD FS의 로그를 확인해 달라고 하세요.',
  ],
  parsing_wstrust_response_failed: [
    'AD FS의 응답에 쓸 수 있는 어설션이 없습니다.',
    'AD FS 관리자에게 문의하세요. 프록시가 자기 페이지를 대신 보냈을 수 있습니다.',
  ],
  FailedAuthentication: [
    'AD FS가 사용자 이름과 암호를 받아들이지 않았거나, 로그인할 수 없는 계정입니다.',
    '둘 다 확인하세요. 맞다면 계정이 잠겼거나 꺼졌거나 만료되었을 수 있으니 관리자에게 문의하세요.',
  ],
  InvalidSecurity: [
    'AD FS가 요청의 시각이나 형식을 받아들이지 않았습니다. 대개 이 컴퓨터의 시계가 틀린 경우입니다.',
    '이 컴퓨터의 날짜와 시간을 확인한 뒤 다시 시도하세요.',
  ],
};
