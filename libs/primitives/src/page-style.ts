/**
 * The look of every page of this workspace: each program carries it in its bundle. No script, no font and no
 * image. Sizes are 26, 21, 16, 14 and 12 px, larger where the browser's own text is larger.
 */
export const pageStyle: string = `
:root {
  color-scheme: light dark;
  --ground: #eef1f4; --card: #fff; --ink: #17212b; --soft: #4c5a68; --line: #d5dce3; --edge: #71808e;
  --accent: #0b6468; --accent-ink: #fff; --accent-soft: #e2f1f1;
  --bad: #a4161a; --bad-soft: #fbe9e9; --note: #fdf3d7; --note-ink: #4d3a00;
  --mono: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10161c; --card: #1a232c; --ink: #e8edf2; --soft: #a9b6c3; --line: #2f3b47; --edge: #7c8b9a;
    --accent: #63c7c9; --accent-ink: #06282a; --accent-soft: #17343a;
    --bad: #ff9a96; --bad-soft: #3a2023; --note: #3a3113; --note-ink: #f6e3a8;
  }
}
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  display: flex; flex-direction: column; min-height: 100vh; margin: 0; padding-block: 1.5rem;
  background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.5 system-ui, "Noto Sans KR", "DejaVu Sans", sans-serif;
}
:lang(ko) { word-break: keep-all; }

/* The card in the middle, and what stands around it. */
main {
  width: calc(100% - 2rem); max-width: 29rem; margin: auto; padding: 2rem;
  background: var(--card); border: 1px solid var(--line); border-radius: .9rem;
}
main.wide { max-width: 62rem; }
body > header, body > footer { padding: .5rem 1rem; font-size: .875rem; text-align: center; }
.app { margin: 0 0 1.4rem; color: var(--soft); font-size: .875rem; font-weight: 600; }
.app a { color: inherit; text-decoration: none; }

/* Text. */
h1 { margin: 0 0 .5rem; font-size: 1.625rem; line-height: 1.25; text-wrap: balance; }
h2 { margin: 2rem 0 .5rem; font-size: 1.3125rem; line-height: 1.25; }
h3 { margin: 0; font-size: 1rem; }
p, dl { margin: .5rem 0; }
a { color: var(--accent); }
a:hover { text-decoration-thickness: 2px; }
code, pre { font-family: var(--mono); font-variant-numeric: tabular-nums; }
code { font-size: .9em; }
pre {
  margin: .75rem 0; padding: .75rem 1rem; font-size: .875rem; white-space: pre-wrap;
  background: var(--ground); border: 1px solid var(--line); border-radius: .5rem;
}
dt { color: var(--soft); font-size: .75rem; }
dd { margin: 0 0 .5rem; }
time { font-variant-numeric: tabular-nums; }
.lead { color: var(--soft); }
.hint { margin: .1rem 0; color: var(--soft); font-size: .875rem; }
.who { font-weight: 600; }
.lines { white-space: pre-line; }
.big { margin: .5rem 0 1rem; font: 600 1.625rem/1.3 var(--mono); letter-spacing: .1em; }
.qr svg { display: block; width: 12rem; max-width: 100%; background: #fff; border-radius: .5rem; }
.details {
  margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--line);
  color: var(--soft); font-size: .75rem;
}
.details h2 { margin: 0; font-size: .875rem; }
.details p, .details dl { margin: .25rem 0 0; }

/* How it ended: the sign and the words say it, the colour only repeats it. */
.sign {
  display: grid; place-content: center; width: 3.25rem; height: 3.25rem; margin: 0 0 1rem;
  border-radius: 50%; font-size: 1.625rem; line-height: 1;
}
.yes { background: var(--accent-soft); color: var(--accent); }
.no { background: var(--bad-soft); color: var(--bad); }
.note, .bad { margin: 1rem 0; padding: .75rem 1rem; border-radius: .5rem; border-left: 4px solid; }
.note { background: var(--note); color: var(--note-ink); }
.bad { background: var(--bad-soft); color: var(--bad); white-space: pre-line; }

/* Controls: 44 px high, so that a finger hits them. */
form { margin-top: 1.25rem; }
label { display: block; font-weight: 600; }
label:has(input) { display: flex; gap: .6rem; align-items: flex-start; font-weight: 400; }
fieldset { min-width: 0; margin: 0; padding: 1.25rem 0 0; border: 0; border-top: 1px solid var(--line); }
fieldset + fieldset { margin-top: 1.25rem; }
legend { float: left; width: 100%; margin-bottom: .5rem; padding: 0; font-weight: 600; }
legend + * { clear: both; }
input:not([type=hidden]), select {
  width: 100%; min-height: 2.75rem; margin: .4rem 0 1.25rem; padding: .6rem .75rem; font: inherit; color: inherit;
  background: var(--card); border: 1px solid var(--edge); border-radius: .5rem; text-overflow: ellipsis;
}
p > select { margin-bottom: 0; }
input[aria-invalid] { border-color: var(--bad); }
input:is([type=checkbox], [type=radio]) {
  flex: none; width: 1.5rem; height: 1.5rem; min-height: 0; margin: 0 0 .6rem; accent-color: var(--accent);
}
button, .button {
  display: inline-block; min-height: 2.75rem; padding: .6rem 1.5rem; text-align: center; text-decoration: none;
  font: inherit; font-weight: 600; color: var(--accent-ink); background: var(--accent);
  border: 1px solid var(--accent); border-radius: .5rem; cursor: pointer;
}
:is(button, .button):hover { filter: brightness(1.1); }
.quiet { color: var(--ink); background: transparent; border-color: var(--edge); }
:disabled { cursor: default; opacity: .6; }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.25rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }

@media (max-width: 34rem) {
  body { padding-block: 0; background: var(--card); }
  main { width: 100%; margin: 0 0 auto; padding: 1.25rem 1rem 2rem; border: 0; border-radius: 0; }
  button, .button { width: 100%; }
}
@media (forced-colors: active) { button, .button { border-color: ButtonBorder; } .sign { border: 2px solid; } }
`;
