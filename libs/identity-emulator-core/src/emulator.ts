import type { AdfsOptions } from './adfs/adfs.ts';
import type { Clock } from './server/clock.ts';
import type { EmulatorControl } from './control/emulator-control.ts';
import type { Fault } from './control/faults/fault.ts';
import type { Directory } from './directory/directory.ts';

export interface EmulatorOptions {
  /** Port of the authority and Graph; 0, the default, for any free one. */
  port?: number;
  /** Port of the pages that people open. */
  pagesPort?: number;
  /**
   * How the pages are served; `http` when absent. A client that takes nothing but https from discovery needs
   * `https`, and then each browser must trust `ca`.
   */
  pages?: 'http' | 'https';
  /** Port of the control API. */
  controlPort?: number;
  /** Tenants, apps and users. */
  directory?: Directory;
  /** What goes wrong from the start, by name: scenarios of the catalogue, such as `throttled`. */
  scenarios?: string[];
  /** Faults that are injected from the start. */
  faults?: Fault[];
  /** Where the time comes from; `control.advanceClock` moves ahead of it. */
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
  /** Both in seconds; 900 and 5 when absent. */
  deviceCode?: { lifetime?: number; interval?: number };
  /** Seconds; 3600 when absent. */
  accessTokenLifetime?: number;
  /** Seconds after which clients should refresh ahead of time (`refresh_in`); never when absent. */
  refreshIn?: number;
  /** The AD FS of the federated domains. */
  adfs?: AdfsOptions;
  /** What the header `x-emulator-secret` of control calls must hold; random when absent. */
  controlSecret?: string;
  /** Which installation this is, for `GET /health` of the control API; random when absent. */
  installation?: string;
  /** Told when somebody takes or leaves a hold (`GET /hold` of the control API). */
  onLeases?: (open: number) => void;
  /** Told of what goes wrong inside, in one line without secrets. */
  log?: (line: string) => void;
}

export interface IdentityEmulator extends AsyncDisposable {
  /** `https://localhost:PORT/{tenant id}` of the first tenant. */
  authority: string;
  /** @param tenant a tenant id, a domain name, `organizations`, `common`, or nonsense */
  authorityFor(tenant: string): string;
  /** The first app of the first tenant. */
  clientId: string;
  /** PEM of the certificate authority that clients must trust for this emulator, and it alone. */
  ca: string;
  /** `https://localhost:PORT/graph/v1.0` */
  graph: string;
  /** `http://localhost:PORT`, for people; `https://` where the options say so. */
  pages: string;
  users: { username: string; password: string; displayName: string }[];
  control: EmulatorControl;
  controlUrl: string;
  controlSecret: string;
  /** Stops at once: open connections are dropped, grants are on disk. */
  close(): Promise<void>;
}
