import { html, type Markup } from '@entra-flows/sample-kit/service';
import { layout } from './layout.ts';

/** What a page tells the user when something has failed. */
export interface Advice {
  status: number;
  /** Stable, for the log. */
  code: string;
  heading: string;
  /** What happened, why, and what to do next. */
  text: string;
}

export const errorPage = ({ heading, text, code }: Advice): Markup =>
  layout(
    heading,
    html`<pre>${text}</pre>
      <p><a href="/">Start page</a> &middot; <a href="/sign-in">Sign in again</a></p>
      <footer>Code: ${code}</footer>`,
  );
