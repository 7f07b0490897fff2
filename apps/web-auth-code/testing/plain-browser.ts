import { type RequestOptions, request as send } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface Page {
  status: number;
  url: string;
  headers: Record<string, string>;
  /** As they were set, with their flags. */
  setCookies: string[];
  body: string;
}

/** A browser without a screen: keeps cookies, and follows as many redirects as a test asks for. */
export interface PlainBrowser {
  cookies: Map<string, string>;
  /**
   * @param follow default: to the end; a number: so many redirects
   * @param request of the first request
   */
  open(url: string, follow?: number, request?: RequestOptions): Promise<Page>;
  post(url: string, form: Record<string, string>, follow?: number): Promise<Page>;
}

/** @param extra headers of each request, as a proxy adds them */
export function plainBrowser(extra: Record<string, string> = {}): PlainBrowser {
  const cookies = new Map<string, string>();

  async function once(url: string, form?: string, options: RequestOptions = {}): Promise<Page> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      ...extra,
      ...(options.headers as Record<string, string> | undefined),
      ...(cookie && { cookie }),
      ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    const method = options.method ?? (form === undefined ? 'GET' : 'POST');
    const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
      send(url, { method, headers, agent: false }, resolve).on('error', reject).end(form);
    });
    const body = (await buffer(response)).toString();
    const setCookies = response.headers['set-cookie'] ?? [];
    for (const line of setCookies) keep(line);
    const { statusCode: status = 0 } = response;
    return {
      status,
      url,
      headers: { ...response.headers } as Record<string, string>,
      setCookies,
      body,
    };
  }

  function keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value && !/expires=Thu, 01 Jan 1970/i.test(line)) cookies.set(name, value);
    else cookies.delete(name);
  }

  async function followed(first: Page, most: number): Promise<Page> {
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
    open: async (url, follow = 10, request = {}) =>
      followed(await once(url, undefined, request), follow),
    post: async (url, form, follow = 10) =>
      followed(await once(url, new URLSearchParams(form).toString()), follow),
  };
}

/** The token of the page's sign-out form. */
export const csrfOf = ({ body }: Page): string =>
  /name="csrf" value="([^"]*)"/.exec(body)?.[1] ?? '';

/** What a user reads of the page, each piece of text on its own line. */
export const textOf = ({ body }: Page): string =>
  body
    .slice(body.indexOf('<body>'))
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&gt;', '>')
    .replaceAll('&middot;', '·')
    .replace(/\n\s*\n/g, '\n')
    .trim();
