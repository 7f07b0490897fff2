import { html } from './html.ts';
import type { Texts } from './texts.ts';
import type { Page } from './visit.ts';

/** The whole document around a page. */
export const layout = ({ title, body }: Page, texts: Texts): string =>
  html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${texts.product}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <header>
          <p class="banner">${texts.banner}</p>
        </header>
        <main>
          <p class="brand"><a href="/">${texts.product}</a></p>
          ${body}
        </main>
      </body>
    </html> `.text;
