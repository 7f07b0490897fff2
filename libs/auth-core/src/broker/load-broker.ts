import type { INativeBrokerPlugin } from '@azure/msal-node';
import { requireNative } from '@entra-flows/primitives/native-package';
import { ownTexts } from '../errors/own-texts.ts';
import { isMicrosoftHost } from '../msal/microsoft-clouds.ts';
import { readProperty, readText } from '../errors/read-property.ts';

/** Why a program goes without a broker. */
export type BrokerObstacle =
  | 'disabled'
  | 'platform'
  | 'library-missing'
  | 'runtime-missing'
  | 'authority';

/** MSAL's plugin for the broker of this system; or why there is none, as the rest of a sentence. */
export type LoadedBroker =
  | {
      /** The plugin, for `createBrokerClient`. */
      plugin: INativeBrokerPlugin;
      obstacle?: never;
      reason?: never;
    }
  | {
      plugin?: never;
      /** Why the program goes without a broker. */
      obstacle: BrokerObstacle;
      /** The same in the language of this program's messages, as the rest of a sentence. */
      reason: string;
    };

/** The authority that a broker is wanted for, and whether it is. */
export interface LoadBrokerOptions {
  /** Of the client that will use it. */
  authority: string;
  /** Why the program wants none, for instance `disabled by --no-broker`. */
  disabled?: string | undefined;
  /** Also for an authority that is not Microsoft's, which no broker of today knows. */
  force?: boolean | undefined;
  /** Loads the package; by default as `require` of this file does. */
  load?: (() => BrokerPackage) | undefined;
  /** Default: this process. */
  machine?:
    | {
        /** As `process.platform`. */
        platform: NodeJS.Platform;
        /** As `process.arch`. */
        arch: string;
      }
    | undefined;
}

/** What is used of `@azure/msal-node-extensions`. */
export interface BrokerPackage {
  /** MSAL's plugin for the broker. */
  NativeBrokerPlugin: new () => INativeBrokerPlugin;
}

/** Where Microsoft's runtime for brokers exists: WAM, Company Portal, the Intune broker. */
const PLATFORMS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  win32: ['x64', 'ia32', 'arm64'],
  darwin: ['x64', 'arm64'],
  linux: ['x64'],
};

/**
 * Loads the broker of this system, where there is one. Never throws, and starts nothing: whether the
 * broker answers is known only when it is asked.
 *
 * `@azure/msal-node-extensions` is an optional package. It is required and not imported, since a
 * failed import of a native module ends Node 20 even where it is caught.
 *
 * @see https://learn.microsoft.com/entra/msal/javascript/node/brokering
 */
export function loadBroker(options: LoadBrokerOptions): LoadedBroker {
  const { authority, disabled, force, load = requireExtensions, machine = process } = options;
  if (disabled) return missing('disabled', disabled);
  const { platform, arch } = machine;
  if (!PLATFORMS[platform]?.includes(arch))
    return missing('platform', ownTexts().broker.platform(platform, arch));
  let plugin: INativeBrokerPlugin;
  try {
    plugin = new (load().NativeBrokerPlugin)();
  } catch (error) {
    return missing('library-missing', whyNotLoaded(error));
  }
  if (!readProperty(plugin, 'isBrokerAvailable'))
    return missing('runtime-missing', whyNoRuntime(platform));
  // A malformed one is refused by the client, which says more of it.
  if (!force && !(URL.canParse(authority) && isMicrosoftHost(new URL(authority).host)))
    return missing('authority', ownTexts().broker.authority(authority));
  return { plugin };
}

/** With what the runtime needs beside the package: it does not say itself what it missed. */
function whyNoRuntime(platform: NodeJS.Platform): string {
  const { noRuntime, needs } = ownTexts().broker;
  return `${noRuntime} (${needs[platform]})`;
}

function missing(obstacle: BrokerObstacle, reason: string): LoadedBroker {
  return { obstacle, reason };
}

const requireExtensions = (): BrokerPackage =>
  requireNative('@azure/msal-node-extensions') as BrokerPackage;

function whyNotLoaded(error: unknown): string {
  const code = readProperty(error, 'code');
  const message = readText(error, 'message') ?? '';
  if (code === 'MODULE_NOT_FOUND' && message.includes('@azure/msal-node-extensions'))
    return ownTexts().broker.notInstalled;
  const needsSecret = message.includes('keytar') && process.platform === 'linux';
  return ownTexts().broker.notLoaded(needsSecret);
}
