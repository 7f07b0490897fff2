/** Everything the emulator knows before anybody signs in. Plain JSON. */
export interface Directory {
  /** The first tenant is the default one. That of personal accounts has the id 9188040d-…. */
  tenants: Tenant[];
  /** Web APIs that tokens can be issued for; the first takes scopes without a prefix. */
  resources: Resource[];
}

export interface Tenant {
  /** GUID */
  id: string;
  name: string;
  /** Names that an authority may use in place of the id. */
  domains: string[];
  /** Those of `domains` whose people sign in at an AD FS of their own. */
  federatedDomains?: string[];
  apps: App[];
  users: User[];
  /** People of other tenants who may sign in here too. */
  guests?: Guest[];
  /** Conditional access. */
  policies?: Policy[];
}

export interface App {
  /** GUID */
  clientId: string;
  name: string;
  /** "Allow public client flows" of the registration. */
  publicClient: boolean;
  /**
   * Where the authorize endpoint may send answers; nowhere when absent. The port of a loopback
   * address does not matter: `http://localhost` is good for any.
   */
  redirectUris?: string[];
  /**
   * The same for pages that redeem codes by script: PKCE is a must, and refresh tokens last a day.
   */
  spaRedirectUris?: string[];
  /**
   * Who may sign in: this tenant only, any tenant (and so the shared authorities), or personal
   * accounts besides.
   */
  signInAudience: 'this-tenant' | 'any-tenant' | 'any-account';
  /** Client secrets; an app with secrets or certificates is a confidential one. */
  secrets?: string[];
  /** Certificates (PEM) whose keys may sign client assertions. */
  certificates?: string[];
  /**
   * Scopes that an administrator has consented to for everybody, such as
   * `https://graph.microsoft.com/User.Read`. When absent: all but those that are `adminOnly`.
   */
  preConsented?: string[];
  /** Roles that this app has been given itself, such as `api://orders.contoso.example/Orders.Read.All`. */
  roles?: string[];
}

export interface User {
  /** Object id, a GUID. */
  id: string;
  /** User principal name, as typed at sign-in. */
  username: string;
  password: string;
  displayName: string;
  givenName: string;
  surname: string;
  jobTitle?: string;
  /** What this practice account shows, in words. */
  story?: LocalText;
  disabled?: boolean;
  /** Too many wrong passwords: no sign-in, not even with the right one. */
  locked?: boolean;
  /** Must be changed at the next sign-in. */
  passwordExpired?: boolean;
  /** The second factor that this person has. */
  mfa?: 'authenticator-number' | 'one-time-code';
  /** True: the second factor is asked for when a policy says so; else at each sign-in. */
  mfaByPolicyOnly?: boolean;
  /** May consent for everybody in the tenant. */
  administrator?: boolean;
  /** Roles in web APIs, such as `api://orders.contoso.example/Orders.Approver`. */
  roles?: string[];
  /** What an AD FS calls a federated person (the SAML NameID); the object id when absent. */
  immutableId?: string;
}

/** A person of another tenant, as this tenant sees them. */
export interface Guest {
  /** Object id in this tenant, a GUID. */
  id: string;
  /** User name in the home tenant, where they sign in. */
  username: string;
  roles?: string[];
}

export interface Resource {
  /** App id of the API, a GUID; the audience of its tokens. */
  id: string;
  name: string;
  /** Prefixes that scopes of this API may carry. */
  uris: string[];
  scopes: Scope[];
  /** What can be given to people, and to apps for themselves: the `roles` claim. */
  roles?: string[];
}

/** A delegated permission. */
export interface Scope {
  name: string;
  /** What the consent page says of it; the name when absent. */
  text?: LocalText;
  /** Only an administrator can consent. */
  adminOnly?: boolean;
}

export interface LocalText {
  en: string;
  ko: string;
}

/** How somebody asks for tokens, as far as policies care. */
export type SignInFlow = 'browser' | 'device-code' | 'password';

/** Asks for more, or refuses, when all of its conditions hold; an absent condition always does. */
export interface Policy {
  name: string;
  /** User names. */
  users?: string[];
  /** Client ids. */
  apps?: string[];
  /** Ids of web APIs. */
  resources?: string[];
  flows?: SignInFlow[];
  /** Only when this authentication context is asked for, `c1` to `c99`: by claims of an API. */
  context?: string;
  requires: 'mfa' | 'block';
}
