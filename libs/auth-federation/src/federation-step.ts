/** What a sign-in at an AD FS tells of itself while it goes on; for people, and without secrets. */
export type FederationStep =
  /** The ticket cache named the person. */
  | { step: 'ticket'; username: string; ticketCache: string }
  /** MEX was read, and one of its endpoints chosen. */
  | { step: 'endpoint'; metadata: string; endpoint: string; version: '1.3' | '2005' }
  /** What speaks Kerberos, and why this one. */
  | { step: 'carrier'; carrier: 'kerberos' | 'curl'; reason: string };
