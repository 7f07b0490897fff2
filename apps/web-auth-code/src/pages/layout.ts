import { html, type Markup } from '@entra-flows/sample-kit/service';
import { app } from '../auth-config.ts';
import type { Texts } from './texts.ts';

export const layout = ({ language }: Texts, title: string, content: Markup): Markup =>
  html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${app.name}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <main>
          <p class="app">${app.name}</p>
          ${content}
        </main>
      </body>
    </html>`;
