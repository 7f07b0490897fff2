import {
  type MessageLanguage,
  pageDocument,
  pagePolicy as policyOf,
} from '@entra-flows/sample-kit/page';
import { html, isReachableByPhone, Markup } from '@entra-flows/sample-kit/service';
import { renderSVG } from 'uqr';
import { about } from '../options.ts';
import type { ShownCode, StatusView, Trouble } from '../service-status.ts';
import { statusTexts, type StatusTexts } from './status-texts.ts';

/** Fetches the page again every five seconds, and shows what has changed in it; a text that is read stays. */
const SCRIPT = `setInterval(async () => {
  const main = document.querySelector('main');
  const text = await fetch('').then((answer) => answer.text(), () => '');
  const page = new DOMParser().parseFromString(text, 'text/html');
  const next = page.querySelector('main');
  if (!next || next.innerHTML === main.innerHTML) return;
  main.replaceChildren(...next.childNodes);
  document.title = page.title;
}, 5000)`;

/** The page may use its own style and script and ask for itself again; it may load nothing else, and not be framed. */
export const pagePolicy = policyOf([SCRIPT], "connect-src 'self'");

/** The status as a page, for users near the device. */
export function statusPage(view: StatusView, language: MessageLanguage): string {
  const texts = statusTexts[language];
  const heading = texts.headings[view.state];
  const body = html`${signOf(view)}
    <h1>${heading}</h1>
    ${content(view, texts)}
    ${view.notKept && html`<p class="note">${texts.notKept} ${view.notKept}</p>`}
    <noscript>
      <p><a class="button quiet" href="">${texts.reload}</a></p>
    </noscript>`;
  const title = view.code ? `${texts.headings[view.state]}: ${view.code.userCode}` : heading;
  return pageDocument({ language, title, app: about.name, body, isLive: true, script: SCRIPT });
}

/** Nothing while there is something to do: a code has no outcome yet. */
function signOf({ state, code }: StatusView): Markup | undefined {
  if (state === 'working') return html`<p class="sign yes" aria-hidden="true">✓</p>`;
  if (state === 'in-trouble' && !code) return html`<p class="sign no" aria-hidden="true">✕</p>`;
  return undefined;
}

function content(view: StatusView, texts: StatusTexts): Markup {
  const { code, trouble, username, lastSuccess } = view;
  if (code || trouble)
    return html`${code && codePart(code, texts)} ${trouble && troublePart(trouble, texts)}`;
  if (!username || !lastSuccess) return html`<p>${texts.firstAnswer}</p>`;
  return html`<dl>
    <dt>${texts.signedInAs}</dt>
    <dd>${username}</dd>
    <dt>${texts.lastSuccess}</dt>
    <dd>${time(lastSuccess)}</dd>
  </dl>`;
}

const troublePart = ({ text, nextTry }: Trouble, texts: StatusTexts) =>
  html`<p class="bad">${text}</p>
    <dl>
      <dt>${texts.nextTry}</dt>
      <dd>${time(nextTry)}</dd>
    </dl>`;

function codePart(code: ShownCode, texts: StatusTexts): Markup {
  const { userCode, verificationUri, expiresOn, why } = code;
  const link = code.verificationUriComplete ?? verificationUri;
  const isForPhones = isReachableByPhone(link);
  const [before, after] = isForPhones ? texts.openAnywhere : texts.openHere;
  return html`<p class="lead">${texts.why[why] ?? why}</p>
    <p>${before}<a href="${safeLink(link)}">${verificationUri}</a>${after}</p>
    <p class="big">${userCode}</p>
    ${isForPhones && link.length <= 500 && qrCode(link, texts)}
    <dl>
      <dt>${texts.runsOut}</dt>
      <dd>${time(expiresOn)}</dd>
    </dl>
    <p class="note">${texts.onlyYours}</p>`;
}

/** A white ground: cameras do not read a dark one. */
const qrCode = (link: string, { qrCode: label }: StatusTexts) =>
  html`<p class="qr" role="img" aria-label="${label}">
    ${new Markup(renderSVG(link, { border: 2 }))}
  </p>`;

/** An authority can send any text; a browser must not run it. */
const safeLink = (link: string): string => (/^https?:\/\//i.test(link) ? link : '#');

const time = (date: Date) => {
  const text = date.toISOString();
  return html`<time datetime="${text}">${text.replace('T', ' ').slice(0, 19)} UTC</time>`;
};
