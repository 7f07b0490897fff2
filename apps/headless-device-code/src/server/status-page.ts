import { createHash } from 'node:crypto';
import { isReachableByPhone } from '@entra-flows/sample-kit/service';
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
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5">
<title>${escaped(view.code ? `Code ${view.code.userCode}` : heading)}</title>
<style>${STYLE}</style>
<main>
<h1>${escaped(heading)}</h1>
${body(view)}
${notKept ? `<p class="note">Kept in memory only: a restart would ask for a new sign-in. ${escaped(notKept)}</p>` : ''}
</main>
</html>
`;
}

const HEADINGS: Record<StatusView['state'], string> = {
  starting: 'Starting',
  'waiting-for-sign-in': 'Sign in for this device',
  working: 'Working',
  'in-trouble': 'Not working at the moment',
};

function body({ code, trouble, username, lastSuccess }: StatusView): string {
  if (code || trouble) return (code ? codePart(code) : '') + (trouble ? troublePart(trouble) : '');
  if (!username || !lastSuccess) return '<p>The first answer is awaited.</p>';
  return `<p>Signed in as ${escaped(username)}. Last success: ${time(lastSuccess)}.</p>`;
}

const troublePart = ({ text, nextTry }: Trouble): string => `<pre>${escaped(text)}</pre>
<p>Next try: ${time(nextTry)}.</p>`;

function codePart({ userCode, verificationUri, expiresOn, why, ...code }: ShownCode): string {
  const link = code.verificationUriComplete ?? verificationUri;
  return `<p>${escaped(why)}</p>
<p>Open <a href="${escaped(safeLink(link))}">${escaped(verificationUri)}</a> on a phone or a computer and enter this code:</p>
<p class="code">${escaped(userCode)}</p>
${qrCode(link)}
<p>The code runs out: ${time(expiresOn)}. Enter it only if this device is yours: whoever signs in lets the device act for them.</p>`;
}

function qrCode(link: string): string {
  if (link.length > 500) return '';
  const here = isReachableByPhone(link)
    ? ''
    : '<p>The link leads to this very machine, so a phone cannot open it.</p>';
  return `<div class="qr" role="img" aria-label="QR code of the link">${renderSVG(link, { border: 2 })}</div>${here}`;
}

/** An authority can send any text; a browser must not run it. */
const safeLink = (link: string): string => (/^https?:\/\//i.test(link) ? link : '#');

const time = (date: Date): string => {
  const text = date.toISOString();
  return `<time datetime="${text}">${text.replace('T', ' ').slice(0, 19)} UTC</time>`;
};

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
