import { hiddenFields, unescapeHtml } from '../../pages/hidden-fields.ts';
import { plainBrowser } from './plain-browser.ts';

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
  const browser = plainBrowser({}, ca);
  const start = new URL(url).origin;
  let page = await browser.open(url, 0);
  for (let step = 0; step < mostSteps; step += 1) {
    const { location } = page.headers;
    const form = selfSendingForm(page.body);
    const next = location === undefined ? undefined : new URL(location, page.url);
    if (next && next.protocol !== 'http:' && next.origin !== start)
      return { status: page.status, url: next.href, body: page.body };
    if (next) page = await browser.open(next.href, 0);
    else if (form) page = await browser.post(form.action, form.fields, 0);
    else break;
  }
  const { status, url: last, body } = page;
  return { status, url: last, body };
}

/** Only our own pages are read, so patterns are enough. */
function selfSendingForm(
  body: string,
): { action: string; fields: Record<string, string> } | undefined {
  if (!body.includes('/send-form.js')) return undefined;
  const action = /<form method="post" action="([^"]*)"/.exec(body)?.[1];
  if (action === undefined) return undefined;
  return { action: unescapeHtml(action), fields: hiddenFields(body) };
}
