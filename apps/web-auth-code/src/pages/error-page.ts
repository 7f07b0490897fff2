import { html, type Markup } from '@entra-flows/sample-kit/service';
import { layout } from './layout.ts';
import type { Texts } from './texts.ts';

/** What a page tells the user when something has failed. */
export interface Advice {
  status: number;
  /** Stable, for the log. */
  code: string;
  heading: string;
  /** What happened, why, and what to do next. */
  text: string;
}

export const errorPage = (texts: Texts, { heading, text, code }: Advice): Markup =>
  layout(
    texts,
    heading,
    html`<p class="sign no" aria-hidden="true">✕</p>
      <h1>${heading}</h1>
      <p class="lines">${text}</p>
      <p><a class="button" href="/sign-in">${texts.signInAgain}</a></p>
      <p><a href="/">${texts.startPage}</a></p>
      <div class="details"><p>${texts.code}: ${code}</p></div>`,
  );
