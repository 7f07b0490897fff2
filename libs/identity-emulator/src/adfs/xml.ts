/** Markup that is safe to send: only `xml` makes it. */
export class Xml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = Xml | string | number | undefined | readonly Xml[];

/** Template tag: every value is escaped, unless it is markup already; the layout of the source goes. */
export const xml = (parts: TemplateStringsArray, ...values: Value[]): Xml =>
  new Xml(
    parts
      .map((part) => part.replace(/\n\s*/g, ' '))
      .map((part) => part.replace(/> </g, '><').replace(/> $/, '>').replace(/^ </, '<'))
      .reduce((text, part, index) => text + render(values[index - 1]) + part),
  );

function render(value: Value): string {
  if (value instanceof Xml) return value.text;
  if (typeof value === 'object') return value.map(render).join('');
  return escape(String(value ?? ''));
}

/** What XML 1.0 cannot carry at all becomes U+FFFD; line ends (of XML 1.1 too) and tabs survive as they are. */
const escape = (text: string): string =>
  text
    .replace(unwritable, '\ufffd')
    .replace(/[&<>"'\t\n\r\u0085\u2028]/g, (one) => `&#${one.charCodeAt(0)};`);

/** What XML 1.0 cannot hold, not even escaped: control characters and halves of surrogate pairs. */
export const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
