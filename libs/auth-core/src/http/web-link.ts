/** Longer than any page's address; a request's parameters come on top. */
const LONGEST = 2048;

/** The source of a link. */
export interface LinkSource {
  /** The address that the link came from. */
  authority: string;
  /** Origins with a certificate authority of their own, such as the local emulator. */
  pinned?:
    | readonly {
        /** Scheme, host and port, as `URL.origin`. */
        origin: string;
      }[]
    | undefined;
}

/**
 * An address from outside that a user may be shown, and a browser may open: https, since openers start
 * programs by scheme. An authority of this machine, and one with a certificate authority of its own, may
 * have its own pages on http.
 *
 * @returns as `URL.href`, in which no character steers a terminal or turns the text round; undefined for
 *   anything else
 */
export function webLink(text: unknown, source: LinkSource): string | undefined {
  if (typeof text !== 'string' || text.length > LONGEST) return undefined;
  if (!/^https?:\/\//i.test(text) || hasUnseen(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username || url.password) return undefined;
  return url.protocol === 'https:' || isOwnPage(url, source) ? url.href : undefined;
}

/** Text from outside that a user is shown: line ends stay, other characters that steer a terminal do not. */
export function plainMessage(text: string): string {
  return text
    .slice(0, LONGEST)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/gu, '');
}

/** Nothing of a code that is to be typed is invisible, and it is short. */
export function isTypable(code: string): boolean {
  return code.length <= 100 && !hasUnseen(code);
}

/** The first member of a discovery document that would send a browser elsewhere than to a page. */
export function unfitPage(document: object, source: LinkSource): string | undefined {
  const pages = ['authorization_endpoint', 'end_session_endpoint'] as const;
  const values = document as Partial<Record<string, unknown>>;
  return pages.find(
    (name) => typeof values[name] === 'string' && webLink(values[name], source) === undefined,
  );
}

// Most are ASCII, and the classes of Unicode cost a millisecond to make.
const hasUnseen = (text: string) =>
  /[^ -~]/.test(text) && /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text);

function isOwnPage(url: URL, { authority, pinned = [] }: LinkSource): boolean {
  const own = new URL(authority);
  if (isLoopback(url.hostname)) return isLoopback(own.hostname);
  return url.hostname === own.hostname && pinned.some(({ origin }) => origin === own.origin);
}

const isLoopback = (hostname: string) =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
