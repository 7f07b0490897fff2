import type { RequestHandler } from 'express';
import type { Web } from './web-app.ts';
import { layout } from './pages/layout.ts';
import { textsFor } from './pages/texts.ts';
import { html } from '@entra-flows/sample-kit/service';

/** What browsers say when they load a page that the user has not asked for, and may never see. */
const SPECULATIVE: Record<string, RegExp> = {
  'sec-purpose': /prefetch|prerender|preview/i,
  purpose: /prefetch|prerender|preview/i,
  'x-purpose': /prefetch|prerender|preview|instant/i,
  'x-moz': /prefetch/i,
};

/**
 * Keeps a request that only looks from having an effect: it begins no sign-in, redeems no code and
 * asks no API. A failure makes browsers drop what they loaded ahead, and ask when the user does.
 */
export function nothingAhead({ send }: Pick<Web, 'send'>): RequestHandler {
  return (request, response, next) => {
    const { method, headers } = request;
    if (method === 'HEAD') return void response.type('html').end();
    const isSpeculative = Object.entries(SPECULATIVE).some(([name, value]) =>
      value.test(String(headers[name] ?? '')),
    );
    if (!isSpeculative) return next();
    const texts = textsFor(request);
    const { heading, text } = texts.notAhead;
    const content = html`<h1>${heading}</h1>
      <p>${text}</p>`;
    send(response, layout(texts, heading, content), 503);
  };
}
