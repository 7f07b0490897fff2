import { errorChain } from './error-chain.ts';
import { isProgramError, messageText, readProperty, readText } from './read-property.ts';
import { printableText } from './printable-text.ts';

/** A message of this library ends with what to do next, so it is shown whole. */
const OWN_MESSAGE = { trusted: true, longest: 700 };

/** Codes whose message is written by the network layer here, with hosts in it and nothing of an answer. */
const OF_THE_NETWORK = new Set<unknown>(['invalid_response', 'issuer_validation_failed']);

/** Texts of the error that help and are safe to show. */
export interface ErrorDetails {
  /** Host, address, file or this library's own message */
  details?: string;
  /** What a call of the program was wrong with, in the words of its check */
  mistake?: string;
  /** The description of an answer with a number */
  said?: string;
  /** What exactly, for codes that have several remedies */
  reasons: string[];
}

/**
 * Only texts of a known kind are quoted: this library's messages, an AADSTS description, what a call was
 * wrong with (`TypeError`), and the host or file of a system error. Any other message may hold anything.
 */
export function errorDetails(error: unknown): ErrorDetails {
  const links = errorChain(error);
  const details = links.map(place).find(Boolean);
  const mistake = links.map(mistakeOf).find(Boolean);
  const said = links.map(description).find(Boolean);
  const reasons = links.map((link) => readText(link, 'reason')).filter(isReason);
  return {
    ...(details && { details }),
    ...(mistake && { mistake }),
    ...(said && { said }),
    reasons,
  };
}

const isReason = (text: string | undefined): text is string => /^[a-z-]{1,20}$/.test(text ?? '');

function place(link: unknown): string | undefined {
  if (['AuthCoreError', 'FederationError'].includes(readText(link, 'name') ?? '')) {
    const message = readText(link, 'errorMessage');
    return message && printableText(message, OWN_MESSAGE);
  }
  if (OF_THE_NETWORK.has(readText(link, 'errorCode'))) {
    const message = readText(link, 'errorMessage');
    return message && printableText(message, { trusted: true });
  }
  if (!readText(link, 'syscall', 'code')) return undefined;
  return proxy(link) ?? hostOrFile(link);
}

/** `proxy.example:8080 (HTTPS_PROXY, HTTP 407)`: the user has to know where it was set. */
function proxy(link: unknown): string | undefined {
  const variable = readText(link, 'variable');
  if (readText(link, 'name') !== 'ProxyError' || !variable || !/^\w{1,40}$/.test(variable))
    return undefined;
  const host = hostOrFile(link);
  const status = readProperty(link, 'status');
  const origin = typeof status === 'number' ? `${variable}, HTTP ${status}` : variable;
  return host ? `${host} (${origin})` : origin;
}

function hostOrFile(link: unknown): string | undefined {
  const host = readText(link, 'hostname', 'host', 'address')?.replace(/^\[(.*)\]$/, '$1');
  if (host && /^[\w.:-]{1,253}$/.test(host)) {
    const port = readProperty(link, 'port');
    return typeof port === 'number' ? `${/:.*:/.test(host) ? `[${host}]` : host}:${port}` : host;
  }
  const path = readText(link, 'syscall')?.startsWith('spawn') ? undefined : readText(link, 'path');
  return path && printableText(path, { trusted: true });
}

/** Node repeats a text that it got instead of another type. */
function mistakeOf(link: unknown): string | undefined {
  const text = isProgramError(link) ? messageText(link) : undefined;
  return text && printableText(text.replace(/(\bReceived )(?:type string )?\(?['"`].*/s, '$1…'));
}

function description(link: unknown): string | undefined {
  const text = isProgramError(link) ? '' : messageText(link);
  const from = text?.search(/AAD(?:STS|B2C)[^0-9A-Za-z]{0,4}\d{5,8}|\bMSIS\d{4,5}/i) ?? -1;
  if (!text || from < 0) return undefined;
  // The identifiers have a line of their own.
  return printableText(text.slice(from).replace(/\s*(?:-\s*)?(?:Trace|Correlation) ID:.*/s, ''));
}
