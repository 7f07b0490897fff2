import type { EmulatorState } from '../emulator-state.ts';
import type { Outcome } from '../control/faults/answer-scenario.ts';
import type { BrowserSession } from './browser-session.ts';
import type { Html } from './html.ts';
import type { PagesState } from './pages-state.ts';
import type { Texts } from './texts/texts.ts';

/** One request of a person's browser. */
export interface Visit extends BrowserSession {
  state: EmulatorState;
  pages: PagesState;
  texts: Texts;
  /** The path segment that names the tenant; empty where there is none. */
  segment: string;
  query: URLSearchParams;
  form: URLSearchParams;
}

export interface Page {
  status?: number;
  title: string;
  body: Html;
  /** Origin, or scheme, beside our own that forms of this page may lead to. */
  formTarget?: string | undefined;
  /** True for the one page that sends its form by itself. */
  hasScript?: true;
}

/** `outcome` is what a scenario makes of it: any answer, or none. */
export type PageReply = Page | { redirect: string } | { outcome: Outcome };

/** One page with its form. Each file of `steps` exports these. */
export interface Step {
  path: string;
  show: (visit: Visit) => PageReply | Promise<PageReply>;
  submit?: (visit: Visit) => PageReply | Promise<PageReply>;
}
