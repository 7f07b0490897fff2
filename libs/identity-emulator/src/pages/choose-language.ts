import { firstLanguage, LANGUAGES, pageLanguage } from '@entra-flows/primitives/language';
import type { Request, Response } from 'express';
import { cookieOf, setCookie } from './browser-session.ts';
import type { Language } from './texts/texts.ts';

const NAMES = new RegExp(`^(${LANGUAGES.join('|')})$`);

/**
 * The language of a page: the one that the user chose (`mkt`) or the app asked for (`ui_locales`), which
 * is remembered until the browser is closed; else the one that the browser asks for.
 */
export function chooseLanguage(
  request: Request,
  response: Response,
  query: URLSearchParams,
  origin: string,
): Language {
  const wished = `${query.get('mkt') ?? ''} ${query.get('ui_locales') ?? ''}`;
  const chosen = firstLanguage(wished.split(' '));
  if (chosen) setCookie(response, origin, 'language', chosen);
  const remembered = chosen ?? cookieOf(request, origin, 'language', NAMES);
  return pageLanguage(remembered, request.get('accept-language'));
}
