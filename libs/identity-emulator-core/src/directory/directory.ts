/** Everything the emulator knows before anybody signs in. Plain JSON. */
export interface Directory {
  /** The first tenant is the default one. */
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
  apps: App[];
  users: User[];
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
  /** Who may sign in: this tenant only, or any tenant (and so the shared authorities). */
  signInAudience: 'this-tenant' | 'any-tenant';
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
  disabled?: boolean;
}

export interface Resource {
  /** App id of the API, a GUID; the audience of its tokens. */
  id: string;
  name: string;
  /** Prefixes that scopes of this API may carry. */
  uris: string[];
  scopes: string[];
}
