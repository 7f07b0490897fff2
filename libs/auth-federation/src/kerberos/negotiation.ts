/** One use of HTTP Negotiate (RFC 4559): what proves the person, and what has to prove the server. */
export interface Negotiation {
  /** Base64: a bearer secret, for this server and once. */
  token: string;
  /** Whether the server's answer shows that it could read the token (RFC 4120, 3.2.4). */
  confirm(answer: string): Promise<boolean>;
  /** Lets go of what is held for it. */
  end(): void;
}

/** What speaks Kerberos in this program's place. */
export interface Carrier {
  name: 'kerberos' | 'curl';
  /** Why this one, for people. */
  reason: string;
  /**
   * @param host - of the federation server
   * @throws {FederationError} `kerberos_…`
   */
  negotiate(host: string, signal?: AbortSignal): Promise<Negotiation>;
}
