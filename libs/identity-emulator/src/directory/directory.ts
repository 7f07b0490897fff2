/** Tenants, users, apps and web APIs of an emulator. Plain JSON. */
export interface Directory {
  /** The first tenant is `emulator.authority`. The tenant of personal accounts has the id 9188040d-…. */
  tenants: Tenant[];
  /** Web APIs that tokens can be issued for; the first takes scopes without a prefix. */
  resources: Resource[];
}

/** A tenant: a directory of users and apps. */
export interface Tenant {
  /** Tenant id: a GUID in small letters. */
  id: string;
  /** Shown on pages and in errors. */
  name: string;
  /** Names that an authority may use in place of the id. */
  domains: string[];
  /** Those of `domains` whose users sign in at the AD FS; none when absent. */
  federatedDomains?: string[];
  /** App registrations; the first one of the first tenant is `emulator.clientId`. */
  apps: App[];
  /** Users at home here; the first one is the default of scripted users. */
  users: User[];
  /** Users of other tenants who may sign in here too; none when absent. */
  guests?: Guest[];
  /** Conditional access policies; none when absent. */
  policies?: Policy[];
  /** Azure subscriptions of the tenant; none when absent. */
  subscriptions?: Subscription[];
}

/** An app registration. */
export interface App {
  /** Application (client) id: a GUID in small letters. */
  clientId: string;
  /** Shown on the consent page and in errors. */
  name: string;
  /** "Allow public client flows" of the registration: tokens need no secret or certificate. */
  publicClient: boolean;
  /**
   * Where the authorize endpoint may send answers; nowhere when absent. `http://localhost` matches any
   * port, as all loopback addresses do.
   */
  redirectUris?: string[];
  /**
   * The same for single-page apps, which redeem codes by script: PKCE is required, and refresh tokens
   * last a day. None when absent.
   */
  spaRedirectUris?: string[];
  /**
   * Accounts that may sign in: this tenant only, any tenant (and so the shared authorities), or personal
   * accounts besides.
   */
  signInAudience: 'this-tenant' | 'any-tenant' | 'any-account';
  /** Client secrets; none when absent. An app with secrets or certificates is confidential. */
  secrets?: string[];
  /** Certificates (PEM) whose keys may sign client assertions; none when absent. */
  certificates?: string[];
  /**
   * Scopes that an administrator has consented to for all users, such as
   * `https://graph.microsoft.com/User.Read`. When absent: all but those that are `adminOnly`.
   */
  preConsented?: string[];
  /** App roles of this app, such as `api://orders.contoso.example/Orders.Read.All`; none when absent. */
  roles?: string[];
}

/** A user in the home tenant. */
export interface User {
  /** Object id: a GUID in small letters. */
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
  /** What this practice account demonstrates, for the pages; nothing when absent. */
  scenario?: LocalText;
  /** True: cannot sign in (AADSTS50057). False when absent. */
  disabled?: boolean;
  /** True: cannot sign in, not even with the right password (AADSTS50053). False when absent. */
  locked?: boolean;
  /** True: must be changed at the next sign-in (AADSTS50055). False when absent. */
  passwordExpired?: boolean;
  /** The user's second factor; none when absent. */
  mfa?: 'authenticator-number' | 'one-time-code';
  /** True: only policies ask for the second factor. When absent, each sign-in does. */
  mfaByPolicyOnly?: boolean;
  /** True: may consent for all users of the tenant. False when absent. */
  administrator?: boolean;
  /** Roles in web APIs, such as `api://orders.contoso.example/Orders.Approver`; none when absent. */
  roles?: string[];
  /** What an AD FS calls a federated user (the SAML NameID); the object id when absent. */
  immutableId?: string;
}

/** A user of another tenant, as this tenant sees them. */
export interface Guest {
  /** Object id in this tenant: a GUID in small letters. */
  id: string;
  /** User name in the home tenant, where they sign in. */
  username: string;
  /** Roles in web APIs, given by this tenant; none when absent. */
  roles?: string[];
}

/** A web API that tokens can be issued for. */
export interface Resource {
  /** App id of the API: a GUID in small letters, and the audience of its tokens. */
  id: string;
  /** Shown in errors. */
  name: string;
  /** Prefixes of its scopes, such as `api://orders.contoso.example`. */
  uris: string[];
  /** The delegated permissions of the API. */
  scopes: Scope[];
  /** App roles for users and apps, for the claim `roles`; none when absent. */
  roles?: string[];
}

/** A delegated permission. */
export interface Scope {
  /** Without a prefix, such as `User.Read`. */
  name: string;
  /** What the consent page says of it; the name when absent. */
  text?: LocalText;
  /** True: only an administrator can consent. False when absent. */
  adminOnly?: boolean;
  /**
   * True: an app has it only if it asks for it by this name; `.default` does not stand for it, unless it was
   * consented to. False when absent.
   */
  byName?: boolean;
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
  /** Subscription id: a GUID in small letters. */
  id: string;
  /** Shown in lists. */
  name: string;
  /** User names with a role in it; all users of the tenant when absent. */
  users?: string[];
}

/** How a user signs in, as policies see it. */
export type SignInFlow = 'browser' | 'device-code' | 'password';

/** A conditional access policy: applies when all of its conditions do; an absent condition always does. */
export interface Policy {
  /** For readers of the directory, and for `control.policies`. */
  name: string;
  /** Applies to these user names. */
  users?: string[];
  /** Applies to apps with these client ids. */
  apps?: string[];
  /** Applies to tokens for the web APIs with these ids. */
  resources?: string[];
  /**
   * Applies to these ways to sign in. `device-code` goes on to apply to what follows from such a sign-in:
   * refreshes, tokens for other web APIs, and other flows in the same browser session.
   */
  flows?: SignInFlow[];
  /** Applies when an app asks for this authentication context, `c1` to `c99`, by a claims challenge. */
  context?: string;
  /**
   * `mfa`: a second factor (AADSTS50076, 50079); `compliant-device`: a device that the organization
   * manages (AADSTS53000), which no client of the emulator has; `block`: no token (AADSTS53003).
   */
  requires: 'mfa' | 'compliant-device' | 'block';
}
