import { createHash } from 'node:crypto';
import { html, isReachableByPhone, Markup } from '@entra-flows/sample-kit/service';
import { renderSVG } from 'uqr';
import type { ShownCode, StatusView, Trouble } from '../service-status.ts';

const STYLE = `
:root { color-scheme: light dark; font: 1.1rem/1.5 system-ui, sans-serif }
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
.code { font: 600 2.5rem/1.3 ui-monospace, monospace; letter-spacing: .1em; overflow-wrap: anywhere }
.qr svg { width: 16rem; height: 16rem; max-width: 100%; background: #fff }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
.note { border-left: .3rem solid #c60; padding-left: 1rem }
`;

/** The page may use its own style; it may load and send nothing, and not be framed. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The status as a page, for users near the device. It reloads itself every five seconds. */
export function statusPage(view: StatusView): string {
  const { notKept } = view;
  const heading = HEADINGS[view.state];
  return html`<!doctype html>
    <html lang="en">
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <meta http-equiv="refresh" content="5" />
      <title>${view.code ? `Code ${view.code.userCode}` : heading}</title>
      <style>
        ${new Markup(STYLE)}
      </style>
      <main>
        <h1>${heading}</h1>
        ${body(view)}
        ${notKept && html`<p class="note">Kept in memory only: a restart would ask for a new sign-in. ${notKept}</p>`}
      </main>
    </html> `.text;
}

const HEADINGS: Record<StatusView['state'], string> = {
  starting: 'Starting',
  'waiting-for-sign-in': 'Sign in for this device',
  working: 'Working',
  'in-trouble': 'Not working at the moment',
};

function body({ code, trouble, username, lastSuccess }: StatusView): Markup {
  if (code || trouble) return html`${code && codePart(code)}${trouble && troublePart(trouble)}`;
  if (!username || !lastSuccess) return html`<p>The first answer is awaited.</p>`;
  return html`<p>Signed in as ${username}. Last success: ${time(lastSuccess)}.</p>`;
}

const troublePart = ({ text, nextTry }: Trouble): Markup =>
  html`<pre>${text}</pre>
    <p>Next try: ${time(nextTry)}.</p>`;

function codePart({ userCode, verificationUri, expiresOn, why, ...code }: ShownCode): Markup {
  const link = code.verificationUriComplete ?? verificationUri;
  return html`<p>${why}</p>
    <p>
      Open <a href="${safeLink(link)}">${verificationUri}</a> on a phone or a computer and enter
      this code:
    </p>
    <p class="code">${userCode}</p>
    ${qrCode(link)}
    <p>
      The code runs out: ${time(expiresOn)}. Enter it only if this device is yours: whoever signs in
      lets the device act for them.
    </p>`;
}

function qrCode(link: string): Markup | undefined {
  if (link.length > 500) return undefined;
  const here =
    !isReachableByPhone(link) &&
    html`<p>The link leads to this very machine, so a phone cannot open it.</p>`;
  return html`<div class="qr" role="img" aria-label="QR code of the link">
      ${new Markup(renderSVG(link, { border: 2 }))}
    </div>
    ${here}`;
}

/** An authority can send any text; a browser must not run it. */
const safeLink = (link: string): string => (/^https?:\/\//i.test(link) ? link : '#');

const time = (date: Date): Markup => {
  const text = date.toISOString();
  return html`<time datetime="${text}">${text.replace('T', ' ').slice(0, 19)} UTC</time>`;
};
