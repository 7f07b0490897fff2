/** One of Microsoft's clouds, which share neither accounts nor APIs. */
interface Cloud {
  /** Names of one and the same sign-in service: an account of one is an account of all of them. */
  hosts: readonly string[];
  /** Origin of its Microsoft Graph; missing where it is not published. */
  graph?: string;
  /** Origin of its Azure Resource Manager; missing where it is not published. */
  arm?: string;
}

/**
 * @see https://learn.microsoft.com/graph/deployments
 * @see https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure
 * @see https://learn.microsoft.com/azure/china/resources-developer-guide
 */
const CLOUDS: readonly Cloud[] = [
  {
    hosts: [
      'login.microsoftonline.com',
      'login.windows.net',
      'login.microsoft.com',
      'sts.windows.net',
    ],
    graph: 'https://graph.microsoft.com',
    arm: 'https://management.azure.com',
  },
  {
    hosts: ['login.microsoftonline.us', 'login.usgovcloudapi.net'],
    graph: 'https://graph.microsoft.us',
    arm: 'https://management.usgovcloudapi.net',
  },
  {
    hosts: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    arm: 'https://management.chinacloudapi.cn',
  },
  { hosts: ['login.sovcloud-identity.fr'] },
  { hosts: ['login.sovcloud-identity.de'] },
  { hosts: ['login.sovcloud-identity.sg'] },
];

/** The clouds that MSAL knows by itself. */
export function isMicrosoftHost(host: string): boolean {
  return cloudOf(host) !== undefined;
}

/** The names of the sign-in service that `host` (with its port) is one of; `host` itself, where it belongs to no cloud. */
export function aliasesOf(host: string): readonly string[] {
  return cloudOf(host)?.hosts ?? [host];
}

/**
 * Base of the Microsoft Graph that takes an authority's tokens: `https://graph.microsoft.us/v1.0`. A
 * token of one cloud has no business at the Graph of another.
 *
 * @param named - what the user says instead: an https address, `/v1.0` where it has no path
 * @returns undefined where nothing is named and the authority's host is in no cloud with a known Graph
 * @throws {TypeError} when `named` is not an https address, or holds a user name, a password, a query or a fragment
 */
export function graphEndpoint(authority: string, named?: string): string | undefined {
  const base = named ?? cloudOf(new URL(authority).host)?.graph;
  if (base === undefined) return undefined;
  const url = URL.canParse(base) ? new URL(base) : undefined;
  const isPlain = url && !url.username && !url.password && !url.search && !url.hash;
  if (!isPlain || url.protocol !== 'https:' || url.port === '0') {
    throw new TypeError(
      'the address of Microsoft Graph looks like https://graph.microsoft.us/v1.0',
    );
  }
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path || '/v1.0'}`;
}

/**
 * Address of the Azure Resource Manager that takes an authority's tokens, for the scope `{address}/.default`.
 *
 * @returns undefined where the authority's host is in no cloud with a known one
 */
export function armEndpoint(authority: string): string | undefined {
  return cloudOf(new URL(authority).host)?.arm;
}

function cloudOf(host: string): Cloud | undefined {
  return CLOUDS.find(({ hosts }) => hosts.includes(host));
}
