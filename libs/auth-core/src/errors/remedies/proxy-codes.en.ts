import type { CodeRemedy } from './remedy.ts';

/** Codes of the proxy between this machine and the authority; behind a slash, what exactly is wrong. */
export const proxyCodesEn = {
  http_407: [
    'The proxy wants a user name and a password.',
    'Put them into HTTPS_PROXY, or ask the administrator for access.',
  ],
  ERR_PROXY_SETTING: [
    'The variable that names the proxy does not hold an address.',
    'Write it as http://host:port, or unset it where no proxy is needed.',
    'Nothing was sent: the proxy setting cannot be read.',
  ],
  'ERR_PROXY_SETTING/scheme': [
    'The variable names a proxy that does not speak HTTP; SOCKS is not supported.',
    'Write the HTTP address of the proxy, http://host:port; its administrator knows it.',
    'Nothing was sent: the proxy setting cannot be used.',
  ],
  'ERR_PROXY_SETTING/encoding': [
    'The user name or the password in the variable holds a character that means something else in an address.',
    'Percent-encode it: \\ is %5C, / is %2F, @ is %40, # is %23, ? is %3F, % is %25.',
    'Nothing was sent: the proxy setting cannot be read.',
  ],
  'ERR_PROXY_SETTING/quotes': [
    'The value of the variable is in quotation marks.',
    'Set it without them.',
    'Nothing was sent: the proxy setting cannot be read.',
  ],
  'ERR_PROXY_REFUSED/login': [
    'The proxy wants a user name and a password.',
    'Write http://user:password@host:port into the variable.',
    'The proxy refused.',
  ],
  'ERR_PROXY_REFUSED/login-refused': [
    'The proxy did not take the user name and the password that the variable holds.',
    'Correct them there; the password may have expired, and special characters have to be percent-encoded.',
    'The proxy refused.',
  ],
  'ERR_PROXY_REFUSED/login-method': [
    'The proxy wants a login by NTLM, Kerberos or another method that is not supported here.',
    'Ask its administrator for Basic, for an exception (then name the host in NO_PROXY), or for a helper on this machine that logs in.',
    'The proxy refused.',
  ],
  'ERR_PROXY_REFUSED/not-a-proxy': [
    'What answers at the address in the variable is not a proxy: a web server, perhaps.',
    'Check host and port there, or unset the variable where no proxy is needed.',
    'The proxy cannot be used.',
  ],
  'ENOTFOUND/http-proxy EAI_AGAIN/http-proxy ETIMEDOUT/http-proxy ENETUNREACH/http-proxy EHOSTUNREACH/http-proxy':
    [
      'The host is not reached without a proxy, and HTTP_PROXY is not for https addresses.',
      'Set HTTPS_PROXY to the address of the proxy.',
    ],
  ERR_PROXY_UNREACHABLE: [
    'No connection to the proxy came about, or the proxy hung up.',
    'Check its address and that it runs; unset the variable where no proxy is needed.',
    'The proxy could not be reached.',
  ],
  ERR_PROXY_FAILED: [
    'The proxy does not speak what its address says, or its certificate is not trusted here.',
    'Check whether its address begins with http:// or https://; for a certificate of the company, set NODE_EXTRA_CA_CERTS.',
    'The proxy cannot be used.',
  ],
  ERR_PROXY_REFUSED: [
    'The proxy did not connect to the authority.',
    'Ask its administrator to allow the host, or name the host in NO_PROXY.',
    'The proxy refused.',
  ],
  ERR_PROXY_GATEWAY: [
    'The proxy itself has no connection to the authority.',
    'Try again later; if it stays, tell the administrator of the proxy.',
    'The proxy could not reach the authority.',
  ],
} as const satisfies Record<string, CodeRemedy>;
