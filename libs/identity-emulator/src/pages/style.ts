/** One style sheet for all pages: no script, no font or image from elsewhere. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #eef1f4; --card: #fff; --ink: #17212b; --soft: #4c5a68; --line: #c6ced6;
  --accent: #0b6468; --accent-ink: #fff; --error: #a4161a; --note: #fdf3d7; --note-ink: #4d3a00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10161c; --card: #1a232c; --ink: #e8edf2; --soft: #a9b6c3; --line: #3a4856;
    --accent: #63c7c9; --accent-ink: #06282a; --error: #ff9a96; --note: #3a3113; --note-ink: #f6e3a8;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
.banner { margin: 0; padding: .5rem 1rem; background: var(--note); color: var(--note-ink); text-align: center; font-size: .9rem; }
main { max-width: 30rem; margin: 2.5rem auto; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
.brand { margin: 0 0 1.25rem; font-size: .9rem; font-weight: 600; }
.brand a { color: var(--soft); text-decoration: none; }
h1 { margin: 0 0 .5rem; font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 .5rem; font-size: 1.1rem; }
p { margin: .5rem 0; }
p:has(> .button) { margin: 1.25rem 0; }
:lang(ko) { word-break: keep-all; overflow-wrap: anywhere; }
a { color: var(--accent); }
a:hover { text-decoration-thickness: 2px; }
form { margin-top: 1.25rem; }
label { display: block; font-weight: 600; }
.hint, .details { margin: .1rem 0; color: var(--soft); font-size: .9rem; }
.details { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--line); }
.details h2 { margin: 0; font-size: 1rem; }
.error { margin: .4rem 0; padding: .4rem .75rem; border-left: 4px solid var(--error); color: var(--error); font-weight: 600; }
input:not([type=hidden]) { width: 100%; margin: .4rem 0 1.25rem; padding: .65rem .75rem; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: .4rem; }
input[aria-invalid] { border-color: var(--error); }
.number { font: 700 3.5rem/1.2 ui-monospace, monospace; text-align: center; letter-spacing: .08em; margin: .5rem 0 1rem; }
.phone { margin: 1.5rem 0; padding: 1rem 1.25rem 1.25rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--ground); }
.phone h2 { margin-top: 0; }
.permissions { margin: 1rem 0; padding-left: 1.25rem; }
.permissions li { margin-bottom: .4rem; }
.check { display: flex; gap: .6rem; align-items: flex-start; margin-bottom: 1.25rem; font-weight: 400; }
.check input:not([type=hidden]) { flex: none; width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--accent); }
footer { margin: 1.5rem auto 2.5rem; text-align: center; }
footer a { display: inline-block; padding: .5rem .75rem; }
.code input:not([type=hidden]) { font: 600 1.4rem/1.3 ui-monospace, monospace; letter-spacing: .12em; text-transform: uppercase; }
button, .button { display: inline-block; min-height: 2.75rem; padding: .6rem 1.5rem; font: inherit; font-weight: 600; text-align: center; text-decoration: none; color: var(--accent-ink); background: var(--accent); border: 1px solid var(--accent); border-radius: .4rem; cursor: pointer; }
button:hover, .button:hover { filter: brightness(1.1); }
button.quiet, .button.quiet { color: var(--ink); background: transparent; border-color: var(--soft); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.choice { display: flex; flex-wrap: wrap; gap: .75rem; }
.accounts { display: grid; gap: .75rem; }
.account { text-align: left; color: var(--ink); background: transparent; border-color: var(--line); font-weight: 400; }
.account strong, .account span { display: block; }
.account span { color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
.account:hover { border-color: var(--accent); }
.who { font-weight: 600; overflow-wrap: anywhere; }
.warning { margin: 1rem 0; padding: .75rem 1rem; background: var(--note); color: var(--note-ink); border-radius: .4rem; }
.cards { margin: 0; padding: 0; list-style: none; }
.cards li { padding: .75rem 0; border-top: 1px solid var(--line); }
dl { margin: .75rem 0; }
dt { color: var(--soft); font-size: .85rem; }
dd { margin: 0 0 .4rem; overflow-wrap: anywhere; }
code { font: .95em ui-monospace, monospace; overflow-wrap: anywhere; }
summary { cursor: pointer; }
details { margin-top: 1.5rem; }
details li { margin-bottom: .5rem; }
/* Read out, not shown: what a button of many is about. */
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.sign { width: 3rem; height: 3rem; margin: 0 0 1rem; border: 2px solid; border-radius: 50%; font-size: 1.6rem; line-height: 2.75rem; text-align: center; }
.yes { color: var(--accent); }
.no { color: var(--soft); }
@media (max-width: 34rem) {
  body { background: var(--card); }
  main { margin: 0; padding: 1.25rem 1rem 2rem; border: 0; border-radius: 0; }
  button, .button { width: 100%; }
}
@media (forced-colors: active) { button, .button { border-color: ButtonBorder; } }
`;

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b6468"/><path d="M9 9h14M9 16h9M9 23h14" stroke="#fff" stroke-width="3.5" stroke-linecap="round"/></svg>`;
