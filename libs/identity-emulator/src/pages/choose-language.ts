import type { Request, Response } from 'express';
import { cookieOf, setCookie } from './browser-session.ts';
import type { Language } from './texts/texts.ts';

/**
 * The language of a page: the one that the user chose (`mkt`) or the app asked for (`ui_locales`,
 * OpenID Connect Core 3.1.2.1), which is remembered until the browser is closed; else the one that
 * the browser asks for.
 */
export function chooseLanguage(
  request: Request,
  response: Response,
  query: URLSearchParams,
  origin: string,
): Language {
  const wished = firstKnown(
    `${query.get('mkt') ?? ''} ${query.get('ui_locales') ?? ''}`.split(' '),
  );
  if (wished) setCookie(response, origin, 'language', wished);
  const chosen = wished ?? cookieOf(request, origin, 'language', /^(en|ko)$/);
  return (chosen as Language | undefined) ?? firstKnown(accepted(request)) ?? 'en';
}

/** Language tags of the browser, the most wanted first (RFC 9110 12.5.4). */
function accepted(request: Request): string[] {
  const ranges = (request.get('accept-language') ?? '').slice(0, 500).split(',');
  return ranges
    .map((range) => {
      const [tag = '', weight = '1'] = range.trim().split(/;\s*q=/);
      return { tag, weight: Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

function firstKnown(tags: string[]): Language | undefined {
  const [found] = tags.flatMap((tag) => /^(en|ko)\b/i.exec(tag)?.[1]?.toLowerCase() ?? []);
  return found as Language | undefined;
}
