import { html, type Markup } from '@entra-flows/sample-kit/service';
import type { Texts } from './texts.ts';

/** The name of the app, as users know it. */
const APP = 'web-auth-code';

export const layout = ({ language }: Texts, title: string, content: Markup): Markup =>
  html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${APP}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <main>
          <p class="app">${APP}</p>
          ${content}
        </main>
      </body>
    </html>`;
