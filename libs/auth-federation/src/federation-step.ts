/** A step of a sign-in at AD FS, to show to the user; it holds no secret. */
export type FederationStep =
  /** The ticket cache named the user. */
  | {
      step: 'ticket';
      /** `name@domain`, with the realm as the domain. */
      username: string;
      /** Where the ticket is kept, for instance `FILE:/tmp/krb5cc_1000`. */
      ticketCache: string;
    }
  /** MEX was read, and one of its endpoints chosen. */
  | {
      step: 'endpoint';
      /** The URL of MEX. */
      metadata: string;
      /** The URL that the request for an assertion goes to. */
      endpoint: string;
      /** The version of WS-Trust there. */
      version: '1.3' | '2005';
    }
  /** How Kerberos is spoken, and why in this way. */
  | {
      step: 'carrier';
      /** The npm package `kerberos`, or the program `curl`. */
      carrier: 'kerberos' | 'curl';
      /** Why this one, as a sentence in English. */
      reason: string;
    };
