import { html } from './html.ts';
import { type Language, texts, type Texts } from './texts/texts.ts';
import type { Page } from './visit.ts';

/**
 * The whole document around a page.
 *
 * @param query of the page, to which the other languages lead
 */
export const layout = (
  { title, body, isWide }: Page,
  spoken: Texts,
  query: URLSearchParams,
): string =>
  html`<!doctype html>
    <html lang="${spoken.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${spoken.product}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <header>
          <p class="banner">${spoken.banner}</p>
        </header>
        <main${isWide && html` class="wide"`}>
          <p class="app"><a href="/">${spoken.product}</a></p>
          ${body}
        </main>
        <footer>${otherLanguages(spoken, query)}</footer>
      </body>
    </html> `.text;

const otherLanguages = ({ language: spoken }: Texts, query: URLSearchParams) =>
  Object.values(texts)
    .filter(({ language }) => language !== spoken)
    .map(
      ({ language, languageName }) =>
        html`<a href="?${inLanguage(query, language)}" lang="${language}" hreflang="${language}">
          ${languageName}
        </a>`,
    );

function inLanguage(query: URLSearchParams, language: Language): string {
  const changed = new URLSearchParams(query);
  changed.set('mkt', language);
  return changed.toString();
}

/**
 * What a page may load and where its forms may go: our own style and icon, and nothing else.
 *
 * @param formTarget where forms may lead beside our own origin
 * @param hasScript for the page that sends its form by itself
 */
export function contentPolicy(formTarget?: string, hasScript = false): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    hasScript && "script-src 'self'",
    `form-action 'self'${formTarget === undefined ? '' : ` ${formTarget}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
    .filter(Boolean)
    .join('; ');
}
