import { pageStyle } from '@entra-flows/auth-core/page';

/** What the emulator's pages have beside the common look; a picture of a page cannot be used. */
const own = `
body { padding-block: 0; } main { margin-block: 1rem; }
a, button, input, select, summary, label { pointer-events: none; }
.banner { margin: 0; padding: .5rem 1rem; background: var(--note); color: var(--note-ink); }
.account { width: 100%; text-align: left; color: var(--ink); background: transparent; border-color: var(--line); font-weight: 400; }
.accounts { display: grid; gap: .75rem; } .account strong, .account span { display: block; }
.phone { margin: 1rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--ground); }
.number { font: 700 2.5rem/1.2 var(--mono); text-align: center; }
.code input { font-family: var(--mono); font-size: 1.3125rem; letter-spacing: .12em; text-transform: uppercase; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;

/** The style of the pages that users see. */
export const screenStyle = pageStyle + own;

/** The colours of all pages of this workspace, light and dark; this page lays itself out. */
export function adoptColours(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageStyle.slice(0, pageStyle.indexOf('body {')));
  document.adoptedStyleSheets = [sheet];
}
