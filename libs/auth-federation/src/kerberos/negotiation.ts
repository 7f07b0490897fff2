/** One use of HTTP Negotiate (RFC 4559): it proves the user to the server, and the server to the client. */
export interface Negotiation {
  /** Base64: a bearer secret, for this server and once. */
  token: string;
  /** Whether the server's answer shows that it could read the token (RFC 4120, 3.2.4). */
  confirm(answer: string): Promise<boolean>;
  /** Lets go of what is held for it. */
  end(): void;
}

/** What speaks Kerberos for this program. */
export interface Carrier {
  name: 'kerberos' | 'curl';
  /** Why this one, to be shown. */
  reason: string;
  /**
   * @param host - of the federation server
   * @throws {FederationError} `kerberos_…`
   */
  negotiate(host: string, signal?: AbortSignal): Promise<Negotiation>;
}
