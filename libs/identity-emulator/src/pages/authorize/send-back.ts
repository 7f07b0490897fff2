import { html } from '../html.ts';
import type { Page, PageReply, Visit } from '../visit.ts';
import type { ReturnAddress } from './authorization-request.ts';

/** Takes the browser back to the app with an answer, in the response mode that the app asked for. */
export function sendBack(
  { texts }: Visit,
  { redirectUri, responseMode, state }: ReturnAddress,
  answer: Record<string, string>,
): PageReply {
  const parameters = { ...answer, ...(state !== undefined && { state }) };
  const url = new URL(redirectUri);
  const toApp = { address: redirectUri, parameters };
  if (responseMode === 'form_post') return { ...formPost(url, parameters, texts.goBack), toApp };
  const text = new URLSearchParams(parameters).toString();
  if (responseMode === 'fragment') url.hash = text;
  else url.search = `${url.search}${url.search && '&'}${text}`; // RFC 6749 3.1.2: its own is retained
  return { redirect: url.href, toApp };
}

/**
 * A page that sends itself, by a script of this origin; the button is for browsers without script.
 *
 * @see https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html
 */
function formPost(
  url: URL,
  parameters: Record<string, string>,
  texts: Visit['texts']['goBack'],
): Page {
  const body = html`<h1>${texts.title}</h1>
    <p>${texts.lead}</p>
    <form method="post" action="${url.href}">
      ${Object.entries(parameters).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
      )}
      <button>${texts.go}</button>
    </form>
    <script src="/send-form.js"></script>`;
  return { title: texts.title, body, formTarget: formTarget(url.href), hasScript: true };
}

/** What a page's policy must allow, so that its form, or the redirect that answers it, gets there. */
export function formTarget(redirectUri: string): string {
  const { origin, protocol } = new URL(redirectUri);
  return origin === 'null' ? protocol : origin;
}

export const sendFormScript = 'document.forms[0].requestSubmit();\n';
