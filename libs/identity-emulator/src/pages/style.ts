import { pageStyle } from '@entra-flows/primitives/page-style';

/** The common look, and what only these pages have. */
export const style = `${pageStyle}
body { padding-block: 0; }
body > header { padding: 0; }
.banner { margin: 0; padding: .5rem 1rem; background: var(--note); color: var(--note-ink); }
main { margin-block: 2rem; }
.wide > form:not(.accounts) { max-width: 25rem; }
p:has(> .button) { margin: 1.25rem 0; }
footer a { display: inline-block; padding: .5rem .75rem; }
.error { margin: .4rem 0; padding: .25rem .75rem; border-left: 4px solid; color: var(--bad); font-weight: 600; }
.code input { font-family: var(--mono); font-size: 1.3125rem; letter-spacing: .12em; text-transform: uppercase; }
.practice { margin: -.75rem 0 1.25rem; }
.number { margin: .5rem 0 1rem; font: 700 2.5rem/1.2 var(--mono); letter-spacing: .08em; text-align: center; }
.phone { margin: 1.5rem 0; padding: 1rem 1.25rem 1.25rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--ground); }
.phone h2 { margin-top: 0; }
.permissions { margin: 1rem 0; padding-left: 1.25rem; }
.permissions li { margin-bottom: .4rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)); gap: .75rem; margin: .75rem 0; padding: 0; list-style: none; }
.cards > li { padding: .75rem; border: 1px solid var(--line); border-radius: .5rem; }
.cards > li > .quiet { margin-top: .5rem; }
.cards > li:has(> .account) { padding: 0; }
.cards > li > .account + .hint { padding: 0 .75rem .75rem; }
.cards dl { display: grid; grid-template-columns: auto 1fr; gap: 0 .5rem; align-items: baseline; margin: .25rem 0; }
.cards dd { margin: 0; }
.accounts { display: grid; gap: .75rem; }
.account { width: 100%; padding: .6rem 1rem; text-align: left; color: var(--ink); background: transparent; border-color: var(--line); font-weight: 400; }
.cards .account { padding-inline: .75rem; border-color: transparent; }
.cards code { font-size: .875rem; }
.account strong, .account span { display: block; }
.account span { color: var(--soft); font-size: .875rem; }
.account:hover { border-color: var(--accent); }
/* Read out, not shown: what a button of many is about. */
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 34rem) { main { margin-block: 0; } }
`;

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b6468"/><path d="M9 9h14M9 16h9M9 23h14" stroke="#fff" stroke-width="3.5" stroke-linecap="round"/></svg>`;
