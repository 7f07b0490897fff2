/**
 * The ways to a token. The first six are the words of auth-core's `FlowId`; the other two are flows
 * of apps that users visit with a browser.
 */
export type CatalogId =
  | 'broker'
  | 'interactive'
  | 'device-code'
  | 'integrated-windows'
  | 'username-password'
  | 'silent'
  | 'web-auth-code'
  | 'single-page';

/**
 * What a program or a browser asks of the authority: `discovery`, `userrealm`, `devicecode`,
 * `authorize`, `token`; and of an organization's own AD FS: `mex`, `ws-trust`.
 */
export type AuthorityRequest =
  | 'discovery'
  | 'userrealm'
  | 'devicecode'
  | 'authorize'
  | 'token'
  | 'mex'
  | 'ws-trust';

/** What a flow is, when to choose it, and what it costs. The texts are for a table. */
export interface Flow {
  id: CatalogId;
  /** Name for the table. */
  name: string;
  /** The page of Microsoft's documentation that it follows. */
  document: string;
  /** The app of this workspace that shows it, where there is one. */
  sample?: string;
  /** Samples that show it in another kind of program. */
  alsoShownBy?: readonly { sample: string; choose: string }[];
  /** In one line: what kind of program it is for. */
  choose: string;
  /** In which cases it cannot give a token, or must not be used. */
  cannot: readonly string[];
  /** What the user is asked, and where. */
  prompts: string;
  /**
   * What goes over the wire, in order: until the first token, and when a good one is in the cache.
   * Measured by a test for each flow that has a sample; a flow without one has none.
   */
  requests?: { first: readonly AuthorityRequest[]; again: readonly AuthorityRequest[] };
  /** What an attacker cannot do, and what they can. */
  security: readonly string[];
  /** Where it runs. */
  systems: string;
}
