import { request as sendPlain, type IncomingMessage } from 'node:http';
import { request as sendSecure } from 'node:https';
import { buffer } from 'node:stream/consumers';

/** Where a sign-in ended. */
export interface SignInEnd {
  /** HTTP status of the last answer. */
  status: number;
  /** The last address. An app that listens there was called; one of another scheme (`myapp://…`) was not. */
  url: string;
  /** The page there. */
  body: string;
}

/** Redirects and forms, one after another: a sign-in of a scripted user has two. */
const mostSteps = 5;

/**
 * Opens a sign-in address as a browser would: follows redirects and sends forms that send themselves.
 * With a rule of `control.user` the app gets its answer; without a rule this ends at the page that
 * waits for a user.
 *
 * @param url `http://localhost:…`, as an app gives it to the system browser
 * @param ca `emulator.ca`, where the pages are served by https; not needed for http
 * @throws Error when the address is neither http nor https, or a server on the way does not answer
 * @example
 * await emulator.control.user({ does: 'approve' });
 * const { url } = await followSignIn(await client.getAuthCodeUrl({ scopes, redirectUri }));
 */
export async function followSignIn(url: string, ca?: string): Promise<SignInEnd> {
  const browser = { cookies: new Map<string, string>(), ca };
  const start = new URL(url).origin;
  let end = await open(browser, url);
  for (let step = 0; step < mostSteps; step += 1) {
    const form = selfSendingForm(end.body);
    const next = end.location === undefined ? undefined : new URL(end.location, end.url);
    if (next && next.protocol !== 'http:' && next.origin !== start)
      return { status: end.status, url: next.href, body: end.body };
    if (next) end = await open(browser, next.href);
    else if (form) end = await open(browser, form.action, form.body);
    else break;
  }
  const { status, url: last, body } = end;
  return { status, url: last, body };
}

interface Browser {
  /** By origin: the one that the emulator sets. */
  cookies: Map<string, string>;
  ca: string | undefined;
}

async function open(
  { cookies, ca }: Browser,
  url: string,
  form?: string,
): Promise<SignInEnd & { location?: string }> {
  const { origin } = new URL(url);
  const headers = {
    cookie: cookies.get(origin) ?? '',
    ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const method = form === undefined ? 'GET' : 'POST';
    const send = new URL(url).protocol === 'https:' ? sendSecure : sendPlain;
    const options = { method, headers, agent: false, ...(ca !== undefined && { ca }) };
    send(url, options, resolve).on('error', reject).end(form);
  });
  const { statusCode: status = 0, headers: received } = response;
  const body = (await buffer(response)).toString();
  const { location, 'set-cookie': [cookie = ''] = [] } = received;
  if (cookie) cookies.set(origin, cookie.replace(/;.*/, ''));
  return { status, url, body, ...(location !== undefined && { location }) };
}

/** Only our own pages are read, so patterns are enough. */
function selfSendingForm(body: string): { action: string; body: string } | undefined {
  if (!body.includes('/send-form.js')) return undefined;
  const action = /<form method="post" action="([^"]*)"/.exec(body)?.[1];
  if (action === undefined) return undefined;
  const fields = [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const values = new URLSearchParams();
  for (const [, name = '', value = ''] of fields) values.append(plain(name), plain(value));
  return { action: plain(action), body: values.toString() };
}

const plain = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
