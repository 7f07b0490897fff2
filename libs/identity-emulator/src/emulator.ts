import type { AdfsOptions } from './adfs/adfs.ts';
import type { Clock } from './server/clock.ts';
import type { EmulatorControl } from './control/emulator-control.ts';
import type { Fault } from './control/faults/fault.ts';
import type { Directory } from './directory/directory.ts';

/** How an emulator starts. Every option has a default. */
export interface EmulatorOptions {
  /** Port of the authority, Graph and the AD FS; any free one when 0 or absent. */
  port?: number;
  /** Port of the pages that users open; any free one when 0 or absent. */
  pagesPort?: number;
  /**
   * How the pages are served; `http` when absent. A client that takes nothing but https from discovery needs
   * `https`, and then each browser must trust `ca`.
   */
  pages?: 'http' | 'https';
  /** Port of the control API; any free one when 0 or absent. */
  controlPort?: number;
  /** Tenants, apps and users; `defaultDirectory` when absent. */
  directory?: Directory;
  /** Scenarios of the catalogue that play from the start, such as `throttled`; none when absent. */
  scenarios?: string[];
  /** Faults that are injected from the start; none when absent. */
  faults?: Fault[];
  /** Where the time comes from; the system when absent. `control.advanceClock` moves ahead of it. */
  clock?: Clock;
  /**
   * Folder for keys, certificate and grants, made for its owner when missing; all is in memory when
   * absent. Only one emulator at a time can use a folder.
   */
  dataDir?: string;
  /** Connections at the same time, of the authority and of the pages each; 1000 when absent. */
  maxConnections?: number;
  /**
   * Requests that the authority takes in one second of its clock; the rest gets AADSTS90055, with
   * status 429 and Retry-After. Without limit when absent.
   */
  requestsPerSecond?: number;
  /** How long device codes live, and how often they may be polled. */
  deviceCode?: {
    /** Seconds; 900 when absent. */
    lifetime?: number;
    /** Seconds between two polls; 5 when absent. */
    interval?: number;
  };
  /** Seconds that access tokens are valid; 3600 when absent. */
  accessTokenLifetime?: number;
  /** Seconds after which clients should refresh ahead of time (`refresh_in`); not sent when absent. */
  refreshIn?: number;
  /** The AD FS of the federated domains; it takes passwords only when absent. */
  adfs?: AdfsOptions;
  /** Value of the header `x-emulator-secret` of control calls; random when absent. */
  controlSecret?: string;
  /** Name of this installation in `GET /health` of the control API; random when absent. */
  installation?: string;
  /** Called with the number of open leases (`holdEmulator`) each time it changes; not when absent. */
  onLeases?: (open: number) => void;
  /** Called with one line, without secrets, for each internal failure; dropped when absent. */
  log?: (line: string) => void;
}

/** A running emulator. */
export interface IdentityEmulator extends AsyncDisposable {
  /** `https://localhost:PORT/{tenant id}`: the authority of the first tenant. */
  authority: string;
  /**
   * The authority of a tenant.
   *
   * @param tenant a tenant id, a domain name, `organizations`, `common`, `consumers`, or an unknown name
   * @returns `https://localhost:PORT/{tenant}`, escaped
   */
  authorityFor(tenant: string): string;
  /** Client id of the first app of the first tenant; empty without an app. */
  clientId: string;
  /** PEM of the certificate authority that clients must trust, for this emulator only. */
  ca: string;
  /** `https://localhost:PORT/graph/v1.0`: Microsoft Graph. */
  graph: string;
  /** `https://localhost:PORT/arm`: Azure Resource Manager. */
  arm: string;
  /** `http://localhost:PORT`, or `https://` with `pages: 'https'`: the pages that users open. */
  pages: string;
  /** Users of the first tenant, with their practice passwords. */
  users: {
    /** User principal name, as typed at sign-in. */
    username: string;
    /** In plain text: these are practice accounts. */
    password: string;
    /** The claim `name`. */
    displayName: string;
  }[];
  /** Changes and watches the emulator from this process. */
  control: EmulatorControl;
  /** `http://localhost:PORT` of the control API: `url` for `connectToControl` in another process. */
  controlUrl: string;
  /** The secret of the control API: `secret` for `connectToControl`. */
  controlSecret: string;
  /** Stops at once: drops open connections, and writes the grants to `dataDir`. Safe to call twice. */
  close(): Promise<void>;
}
