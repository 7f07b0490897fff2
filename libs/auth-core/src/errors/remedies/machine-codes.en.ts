import type { CodeRemedy } from './remedy.ts';

/** Codes of this machine: network, certificates, files, MSAL, this library. */
export const machineCodesEn = {
  'ENOTFOUND EAI_FAIL': [
    'The name of the host is unknown to DNS.',
    'Check the spelling of the authority, the connection and the VPN.',
  ],
  EAI_AGAIN: [
    'DNS gave no answer: this machine is probably offline.',
    'Check the connection, then try again.',
  ],
  ECONNREFUSED: [
    'The host is there, but nothing accepts connections at that port.',
    'Check the port of the authority, and that its server or the proxy runs.',
  ],
  'ECONNRESET EPIPE UND_ERR_SOCKET': [
    'The connection was cut in the middle.',
    'Try again; if it stays, a firewall or proxy is cutting it.',
  ],
  'ETIMEDOUT UND_ERR_CONNECT_TIMEOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT TimeoutError': [
    'No answer came in time.',
    'Try again; if it stays, check firewall and proxy (HTTPS_PROXY).',
  ],
  'ENETUNREACH EHOSTUNREACH ENETDOWN EHOSTDOWN': [
    'No route leads to the host: this machine is offline, or the VPN is down.',
    'Connect, then try again.',
  ],
  EADDRINUSE: [
    'Another program uses the port that the browser should come back to.',
    'Close that program, or try again with another port.',
    'The sign-in could not start.',
  ],
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE SELF_SIGNED_CERT_IN_CHAIN DEPTH_ZERO_SELF_SIGNED_CERT UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY CERT_UNTRUSTED':
    [
      'The certificate comes from an authority that this machine does not trust; often a company proxy that reads TLS.',
      'Get that root certificate as a PEM file from your administrator and set NODE_EXTRA_CA_CERTS to its path. Never switch verification off.',
      'The connection is not safe, so nothing was sent.',
    ],
  'CERT_HAS_EXPIRED CERT_NOT_YET_VALID': [
    'The certificate of the server is not valid today: it is expired, or the clock of this machine is wrong.',
    'Check date and time of this machine; if they are right, tell the administrator of the server.',
    'The connection is not safe, so nothing was sent.',
  ],
  // Node has no name for some refusals and says UNSPECIFIED, as for BoringSSL's name constraints in Electron.
  'CERT_REJECTED CERT_SIGNATURE_FAILURE CERT_CHAIN_TOO_LONG CERT_REVOKED INVALID_CA INVALID_PURPOSE PATH_LENGTH_EXCEEDED UNABLE_TO_DECRYPT_CERT_SIGNATURE UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY UNABLE_TO_GET_CRL ERROR_IN_CERT_NOT_BEFORE_FIELD ERROR_IN_CERT_NOT_AFTER_FIELD CRL_HAS_EXPIRED UNSPECIFIED UNHANDLED_CRITICAL_EXTENSION INVALID_EXTENSION PERMITTED_VIOLATION EXCLUDED_VIOLATION SUBTREE_MINMAX UNSUPPORTED_CONSTRAINT_TYPE UNSUPPORTED_CONSTRAINT_SYNTAX UNSUPPORTED_NAME_SYNTAX':
    [
      'The TLS library of this program refuses the certificate of the server, or that of the authority which issued it.',
      'Tell the administrator of the server, with the details below; after an update of the program it may be the program that refuses more than before.',
      'The connection is not safe, so nothing was sent.',
    ],
  'ERR_TLS_CERT_ALTNAME_INVALID HOSTNAME_MISMATCH': [
    'The certificate belongs to another host than the one in the authority.',
    'Check the host name of the authority; a proxy or captive network may be in between.',
    'The connection is not safe, so nothing was sent.',
  ],
  'EPROTO ERR_SSL_WRONG_VERSION_NUMBER ERR_SSL_PACKET_LENGTH_TOO_LONG HPE_INVALID_CONSTANT': [
    'The server does not speak the expected protocol; it may be plain HTTP on an https address.',
    'Check the port of the authority and the proxy settings.',
  ],
  'http_511 ERR_PROXY_GATEWAY/network-login': [
    'This network lets nothing through before you log in to it, as in a hotel or a train.',
    'Log in to the network: open any page in a browser of this machine. Then try again.',
    'The network wants a login of its own first.',
  ],
  ERR_DEADLINE: [
    'The server took the connection but gave no answer in time; it hangs, or a proxy, VPN or firewall swallows the answer.',
    'Check proxy (HTTPS_PROXY), VPN and firewall, then try again.',
  ],
  invalid_response: [
    'What answered is not the authority, or is broken: a proxy, a login page of the network, a wrong address, or a faulty server.',
    'Open the authority in a browser from this machine and log in to the network if it asks; check host and tenant, then try again.',
    'The answer cannot be used; nothing of it was kept.',
  ],
  token_parsing_error: [
    'The answer was not JSON; a proxy, a login page of the network or throttling may stand behind it.',
    'Open the authority in a browser from this machine, then try again.',
  ],
  'endpoints_resolution_error openid_config_error': [
    'The authority gave no usable description of itself: it is wrong, unreachable, or the tenant does not exist.',
    'Check host and tenant of the authority, and the connection.',
  ],
  issuer_validation_failed: [
    'The authority answered, but its issuer is on another host than the one that was asked.',
    'If the issuer is your own tenant, put the tenant ID in place of its name into the authority, or add the host of the issuer to knownAuthorities.',
    'The authority calls itself by another name.',
  ],
  loopback_server_query_response_not_supported: [
    'The authority sent the code in the address of the page (query), although a form was asked for (form_post). It was not used, since addresses are kept.',
    'Use an authority that supports response_mode=form_post, or tell its administrator.',
    'The answer came in another form than was asked for.',
  ],
  untrusted_authority: [
    'MSAL does not know the host of the authority.',
    'Check its spelling; add a host of your own as host:port to knownAuthorities.',
  ],
  'no_tokens_found no_account_in_silent_request no_account_found': [
    'No saved sign-in was found.',
    'Sign in once; later runs will find it.',
  ],
  native_account_unavailable: ['The broker does not know this account any more.', 'Sign in again.'],
  platform_broker_error: [
    'The sign-in broker of the system failed.',
    'Sign in with the browser, and check that the account works in the system settings.',
  ],
  broker_unavailable: [
    'This machine has no sign-in broker that this program could ask.',
    'Sign in with the browser.',
    'There is no broker here.',
  ],
  broker_timeout: [
    'The sign-in broker of the system did not answer in time.',
    'Sign in with the browser, or give the broker more time. If it stays so, start the system anew.',
    'The broker did not answer.',
  ],
  account_mismatch: [
    'Another account signed in than the one that was asked for; its token was thrown away.',
    'Sign in again with the account that was asked for, or ask for the other one.',
    'The wrong account signed in.',
  ],
  account_ambiguous: [
    'Several saved accounts match, and the program will not guess.',
    'Name one: its user name, or its home account ID.',
    'It is not clear which account is meant.',
  ],
  account_not_found: [
    'The account asked for is not among the saved ones.',
    'Check its spelling, or sign in with it once.',
  ],
  browser_not_opened: [
    'This machine has no browser, or it could not be started.',
    'Sign in with a device code, or here once somebody is at a screen with a browser.',
    'The browser did not open.',
  ],
  no_flow: [
    'None of the ways to sign in that this program has can work on this machine.',
    'Run it where there is a browser, or let it offer a device code.',
    'There is no way to sign in here.',
  ],
  // Wrong options, or a fault in the program.
  'TypeError RangeError ReferenceError': [
    'A call has an argument that does not fit, or the program has a fault; the details say which.',
    'Correct that call and run the program again; if it is not yours, send its developers these lines.',
    'The program has a mistake in its code or settings.',
  ],
  no_result: [
    'The sign-in step of the program ended without a token and without an error.',
    'Tell the developers: the callback has to return the result of MSAL.',
  ],
  cache_unusable: [
    'The cache file cannot be read or written where it is.',
    'Name a file, not a folder, in a place that you may write to.',
    'Sign-ins cannot be saved.',
  ],
  cache_locked: [
    'Another process, named below, is using the same saved sign-ins, or waits for the user with the same code.',
    'Stop that process, or wait until it is done; then try again.',
    'The saved sign-ins are in use.',
  ],
  cache_damaged: [
    'The cache file could not be read, or was made with another key; it was set aside, not deleted.',
    'Sign in again. Nothing else is needed.',
    'The saved sign-ins are lost.',
  ],
  keyring_unavailable: [
    'The system has no keyring for the key of the cache, or it is locked.',
    'Unlock it, or start one (Linux: gnome-keyring). On a machine that has none, keep the key in a file; or allow an unencrypted cache explicitly.',
    'Sign-ins cannot be saved safely.',
  ],
  'EACCES EPERM EROFS': [
    'A file may not be opened or written: permissions, or a read-only disk.',
    'Give this user the right to write there, or choose another cache path.',
    'Sign-ins cannot be saved.',
  ],
  'EISDIR ENOTDIR ENOENT': [
    'The cache path is not a file in a folder that exists.',
    'Name a file in an existing folder.',
    'Sign-ins cannot be saved.',
  ],
  'EIO ESTALE EUCLEAN EREMOTEIO': [
    'The disk or the network drive of the cache gave an error.',
    'Check the drive and its connection, then try again; or choose another cache path.',
    'Sign-ins cannot be saved.',
  ],
  'ENOKEY EKEYEXPIRED EKEYREVOKED EKEYREJECTED': [
    'The encrypted folder or the network drive of the cache is locked.',
    'Unlock it, or sign in to the drive again, then try again; or choose another cache path.',
    'Sign-ins cannot be saved.',
  ],
  'ENOSPC EDQUOT cache_quota_exceeded': [
    'The disk is full, or your quota is used up.',
    'Free some space, then try again.',
    'Sign-ins cannot be saved.',
  ],
  'authority_not_https authority_uri_insecure': [
    'The authority does not begin with https://, so tokens could be read on the way.',
    'Write the authority as https://<host>/<tenant>.',
  ],
  'authority_malformed ERR_INVALID_URL': [
    'The authority is not a complete address.',
    'Write the authority as https://<host>/<tenant>.',
  ],
  origin_not_allowed: [
    'A token was about to go to an address that is not on the list of this program.',
    'Correct the address, or add its origin to the allowed ones, if you trust it with the token.',
    'The request was not sent.',
  ],
  '1002016': [
    'This program or a proxy on the way speaks TLS 1.0, TLS 1.1 or 3DES, which Entra ID refuses.',
    'Update Node.js and the operating system; a proxy that opens TLS has to speak TLS 1.2 or later.',
    'The connection is too old to be safe.',
  ],
} as const satisfies Record<string, CodeRemedy>;
