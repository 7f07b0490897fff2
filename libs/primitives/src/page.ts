import { createHash } from 'node:crypto';
import { html, Markup } from './markup.ts';
import { pageStyle } from './page-style.ts';

/** A page in the common look. */
export interface PageParts {
  /** Tag of the language that it is written in. */
  language: string;
  /** Stands in the tab. */
  title: string;
  /** The name of the app, above the heading. */
  app?: string | undefined;
  /** What the card holds. */
  body: Markup;
  /** Whether a script changes it, so that screen readers read the changes. */
  isLive?: boolean;
  /** A script that the page runs; it must be in the policy. */
  script?: string | undefined;
}

/** The document of a page whose style is inside it: nothing else is loaded. */
export function pageDocument({ language, title, app, body, isLive, script }: PageParts): string {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${inside('style', pageStyle)}
      </head>
      <body>
        <main${isLive && html` aria-live="polite"`}>${app !== undefined && html`<p class="app">${app}</p>`} ${body}</main>
        ${script !== undefined && inside('script', script)}
      </body>
    </html> `.text;
}

/** To the letter, since the policy has its hash. */
const inside = (element: 'style' | 'script', text: string) =>
  new Markup(`<${element}>${text}</${element}>`);

/**
 * The Content-Security-Policy of that document: its own style, these scripts, and nothing else.
 *
 * @param scripts - texts of the scripts that the page may run
 * @param more - further directives, such as `connect-src 'self'`
 */
export function pagePolicy(scripts: readonly string[] = [], ...more: string[]): string {
  return [
    "default-src 'none'",
    `style-src ${sourceOf(pageStyle)}`,
    ...(scripts.length > 0 ? [`script-src ${scripts.map(sourceOf).join(' ')}`] : []),
    ...more,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The policy knows a text by its hash. */
const sourceOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
