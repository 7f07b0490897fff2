/** All that the emulator knows before a user signs in. Plain JSON. */
export interface Directory {
  /** The first tenant is the default one. That of personal accounts has the id 9188040d-…. */
  tenants: Tenant[];
  /** Web APIs that tokens can be issued for; the first takes scopes without a prefix. */
  resources: Resource[];
}

/** A tenant: a directory of users and apps. */
export interface Tenant {
  /** GUID */
  id: string;
  /** Shown on pages and in errors. */
  name: string;
  /** Names that an authority may use in place of the id. */
  domains: string[];
  /** Those of `domains` whose users sign in at an AD FS of their own. */
  federatedDomains?: string[];
  /** App registrations; the first one of the first tenant is `emulator.clientId`. */
  apps: App[];
  /** Users at home here; the first one is the default of scripted users. */
  users: User[];
  /** Users of other tenants who may sign in here too. */
  guests?: Guest[];
  /** Conditional access; no policy when absent. */
  policies?: Policy[];
  /** Azure subscriptions of the tenant; none when absent. */
  subscriptions?: Subscription[];
}

/** An app registration. */
export interface App {
  /** GUID */
  clientId: string;
  /** Shown on the consent page and in errors. */
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
   * Accounts that may sign in: this tenant only, any tenant (and so the shared authorities), or personal
   * accounts besides.
   */
  signInAudience: 'this-tenant' | 'any-tenant' | 'any-account';
  /** Client secrets; an app with secrets or certificates is a confidential one. */
  secrets?: string[];
  /** Certificates (PEM) whose keys may sign client assertions. */
  certificates?: string[];
  /**
   * Scopes that an administrator has consented to for all users, such as
   * `https://graph.microsoft.com/User.Read`. When absent: all but those that are `adminOnly`.
   */
  preConsented?: string[];
  /** Roles that this app has itself, such as `api://orders.contoso.example/Orders.Read.All`; none when absent. */
  roles?: string[];
}

/** A user in the home tenant. */
export interface User {
  /** Object id, a GUID. */
  id: string;
  /** User principal name, as typed at sign-in. */
  username: string;
  /** In plain text: the pages show it, as these are practice accounts. */
  password: string;
  /** The claim `name`. */
  displayName: string;
  /** The claim `given_name`. */
  givenName: string;
  /** The claim `family_name`. */
  surname: string;
  /** Answered by Graph; null there when absent. */
  jobTitle?: string;
  /** What this practice account shows, in words. */
  story?: LocalText;
  /** Cannot sign in: AADSTS50057. */
  disabled?: boolean;
  /** Too many wrong passwords: no sign-in, not even with the right one. */
  locked?: boolean;
  /** Must be changed at the next sign-in. */
  passwordExpired?: boolean;
  /** The user's second factor; none when absent. */
  mfa?: 'authenticator-number' | 'one-time-code';
  /** True: the second factor is asked for when a policy says so; else at each sign-in. */
  mfaByPolicyOnly?: boolean;
  /** May consent for all users of the tenant. */
  administrator?: boolean;
  /** Roles in web APIs, such as `api://orders.contoso.example/Orders.Approver`; none when absent. */
  roles?: string[];
  /** What an AD FS calls a federated user (the SAML NameID); the object id when absent. */
  immutableId?: string;
}

/** A user of another tenant, as this tenant sees them. */
export interface Guest {
  /** Object id in this tenant, a GUID. */
  id: string;
  /** User name in the home tenant, where they sign in. */
  username: string;
  /** Roles in web APIs, given by this tenant; none when absent. */
  roles?: string[];
}

/** A web API that tokens can be issued for. */
export interface Resource {
  /** App id of the API, a GUID; the audience of its tokens. */
  id: string;
  /** Shown in errors. */
  name: string;
  /** Prefixes that scopes of this API may carry. */
  uris: string[];
  /** The delegated permissions of the API. */
  scopes: Scope[];
  /** What users, and apps for themselves, can be given: the `roles` claim. */
  roles?: string[];
}

/** A delegated permission. */
export interface Scope {
  /** Without a prefix, such as `User.Read`. */
  name: string;
  /** What the consent page says of it; the name when absent. */
  text?: LocalText;
  /** Only an administrator can consent. */
  adminOnly?: boolean;
}

/** A text in the languages of the pages. */
export interface LocalText {
  /** English. */
  en: string;
  /** Korean. */
  ko: string;
}

/** An Azure subscription, as Azure Resource Manager lists it. */
export interface Subscription {
  /** GUID */
  id: string;
  /** Shown in lists. */
  name: string;
  /** User names of those who have a role in it; all users of the tenant when absent. */
  users?: string[];
}

/** How a user asks for tokens, as far as policies care. */
export type SignInFlow = 'browser' | 'device-code' | 'password';

/** Asks for more, or refuses, when all of its conditions hold; an absent condition always does. */
export interface Policy {
  /** For the reader of the directory. */
  name: string;
  /** User names. */
  users?: string[];
  /** Client ids. */
  apps?: string[];
  /** Ids of web APIs. */
  resources?: string[];
  /** Ways to sign in. */
  flows?: SignInFlow[];
  /** Only when this authentication context is asked for, `c1` to `c99`: by claims of an API. */
  context?: string;
  /** `mfa`: a second factor (AADSTS50076, 50079); `block`: no token (AADSTS53003). */
  requires: 'mfa' | 'block';
}
