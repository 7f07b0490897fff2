import type { AdfsOptions } from './adfs/adfs.ts';
import type { Clock } from './server/clock.ts';
import type { EmulatorControl } from './control/emulator-control.ts';
import type { Fault } from './control/faults/fault.ts';
import type { Directory } from './directory/directory.ts';

/** How an emulator starts; everything has a default. */
export interface EmulatorOptions {
  /** Port of the authority and Graph; 0, the default, for any free one. */
  port?: number;
  /** Port of the pages that users open; 0, the default, for any free one. */
  pagesPort?: number;
  /**
   * How the pages are served; `http` when absent. A client that takes nothing but https from discovery needs
   * `https`, and then each browser must trust `ca`.
   */
  pages?: 'http' | 'https';
  /** Port of the control API; 0, the default, for any free one. */
  controlPort?: number;
  /** Tenants, apps and users; `defaultDirectory` when absent. */
  directory?: Directory;
  /** What goes wrong from the start, by name; nothing when absent: scenarios of the catalogue, such as `throttled`. */
  scenarios?: string[];
  /** Faults that are injected from the start; none when absent. */
  faults?: Fault[];
  /** Where the time comes from, the system when absent; `control.advanceClock` moves ahead of it. */
  clock?: Clock;
  /** Folder for keys, certificate and grants; all is in memory when absent. One emulator a folder. */
  dataDir?: string;
  /** Connections that the authority, and the pages, each hold at once; 1000 when absent. */
  maxConnections?: number;
  /**
   * Requests that the authority takes in one second of its clock; the rest hears AADSTS90055, with
   * status 429 and Retry-After. Without end when absent.
   */
  requestsPerSecond?: number;
  /** How long device codes live, and how often they may be polled. */
  deviceCode?: {
    /** Seconds; 900 when absent. */
    lifetime?: number;
    /** Seconds between two polls; 5 when absent. */
    interval?: number;
  };
  /** Seconds; 3600 when absent. */
  accessTokenLifetime?: number;
  /** Seconds after which clients should refresh ahead of time (`refresh_in`); never when absent. */
  refreshIn?: number;
  /** The AD FS of the federated domains; without a keytab it takes passwords only. */
  adfs?: AdfsOptions;
  /** What the header `x-emulator-secret` of control calls must hold; random when absent. */
  controlSecret?: string;
  /** Which installation this is, for `GET /health` of the control API; random when absent. */
  installation?: string;
  /** Called with the number of open leases each time it changes (`GET /hold` of the control API). */
  onLeases?: (open: number) => void;
  /** Called with what goes wrong inside, in one line without secrets; dropped when absent. */
  log?: (line: string) => void;
}

/** An emulator that runs, as `startIdentityEmulator` gives it. */
export interface IdentityEmulator extends AsyncDisposable {
  /** `https://localhost:PORT/{tenant id}` of the first tenant. */
  authority: string;
  /**
   * The authority of a tenant.
   *
   * @param tenant a tenant id, a domain name, `organizations`, `common`, or nonsense
   * @returns `https://localhost:PORT/{tenant}`, escaped
   */
  authorityFor(tenant: string): string;
  /** The first app of the first tenant. */
  clientId: string;
  /** PEM of the certificate authority that clients must trust for this emulator, and it alone. */
  ca: string;
  /** `https://localhost:PORT/graph/v1.0` */
  graph: string;
  /** `https://localhost:PORT/arm`: Azure Resource Manager. */
  arm: string;
  /** `http://localhost:PORT`, for users; `https://` where the options say so. */
  pages: string;
  /** Users of the first tenant. */
  users: {
    /** `name@domain` */
    username: string;
    /** The password that its pages take. */
    password: string;
    /** The name that tokens and Graph show. */
    displayName: string;
  }[];
  /** Changes and watches the emulator from this process. */
  control: EmulatorControl;
  /** `http://localhost:PORT` of the control API, for `connectToControl` in another process. */
  controlUrl: string;
  /** What control calls from another process must send. */
  controlSecret: string;
  /** Stops at once: open connections are dropped, grants are on disk. */
  close(): Promise<void>;
}
