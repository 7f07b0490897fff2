import { type IncomingMessage, request as sendPlain, type RequestOptions } from 'node:http';
import { request as sendSecure } from 'node:https';
import { buffer } from 'node:stream/consumers';

/** What came back of one address. */
export interface PlainPage {
  status: number;
  url: string;
  headers: Record<string, string>;
  /** As they were set, with their flags. */
  setCookies: string[];
  body: string;
}

/** A browser without a screen: keeps cookies, and follows as many redirects as it is told to. */
export interface PlainBrowser {
  /** Of this machine: a browser sends the cookies of `localhost` to each of its ports. */
  cookies: Map<string, string>;
  /** `Set-Cookie` headers as they came, the newest last. */
  setCookies: string[];
  /**
   * @param follow default: to the end; a number: so many redirects
   * @param request of the first request
   */
  open(url: string, follow?: number, request?: RequestOptions): Promise<PlainPage>;
  /** @param form its fields, or the body as it is sent */
  post(url: string, form: Record<string, string> | string, follow?: number): Promise<PlainPage>;
}

/**
 * @param extra headers of each request, as a proxy adds them
 * @param ca PEM of the certificate authority that is trusted for https
 */
export function plainBrowser(extra: Record<string, string> = {}, ca?: string): PlainBrowser {
  const cookies = new Map<string, string>();
  const allSet: string[] = [];

  async function once(url: string, form?: string, options: RequestOptions = {}) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const headers = {
      ...extra,
      ...(options.headers as Record<string, string> | undefined),
      ...(cookie && { cookie }),
      ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    const method = options.method ?? (form === undefined ? 'GET' : 'POST');
    const send = new URL(url).protocol === 'https:' ? sendSecure : sendPlain;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = { method, headers, agent: false as const, ...(ca !== undefined && { ca }) };
      send(url, sent, resolve).on('error', reject).end(form);
    });
    const body = (await buffer(response)).toString();
    const setCookies = response.headers['set-cookie'] ?? [];
    for (const line of setCookies) keep(line);
    allSet.push(...setCookies);
    const { statusCode: status = 0 } = response;
    const received = { ...response.headers } as Record<string, string>;
    return { status, url, headers: received, setCookies, body };
  }

  function keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value && !/expires=Thu, 01 Jan 1970/i.test(line)) cookies.set(name, value);
    else cookies.delete(name);
  }

  async function followed(first: PlainPage, most: number): Promise<PlainPage> {
    let page = first;
    for (let steps = 0; steps < most; steps += 1) {
      const { location } = page.headers;
      if (page.status < 300 || page.status > 399 || location === undefined) break;
      page = await once(new URL(location, page.url).href);
    }
    return page;
  }

  return {
    cookies,
    setCookies: allSet,
    open: async (url, follow = 10, request = {}) =>
      followed(await once(url, undefined, request), follow),
    post: async (url, form, follow = 10) =>
      followed(await once(url, new URLSearchParams(form).toString()), follow),
  };
}

/** What a user reads of a page, each piece of text on its own line. */
export const textOf = ({ body }: PlainPage): string =>
  body
    .slice(body.indexOf('<body>'))
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&gt;', '>')
    .replaceAll('&middot;', '·')
    .replace(/\n\s*\n/g, '\n')
    .trim();
