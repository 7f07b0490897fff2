/** The token of an `Authorization: Bearer` header (RFC 6750 2.1); undefined without one. */
export const readBearer = (authorization = ''): string | undefined =>
  /^Bearer +(\S+)$/i.exec(authorization)?.[1];
