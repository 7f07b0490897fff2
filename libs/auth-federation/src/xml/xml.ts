/** Markup that is safe to send: only `xml` makes it. */
class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Template tag: every value is escaped unless it is markup already; the layout of the source goes. */
export function xml(parts: TemplateStringsArray, ...values: (Markup | string | undefined)[]) {
  const source = parts.map((part) => part.replace(/\n\s*/g, ''));
  return new Markup(String.raw({ raw: source }, ...values.map(written)));
}

function written(value: Markup | string | undefined): string {
  return value instanceof Markup ? value.text : escaped(value ?? '');
}

/** As numbers, so that a parser leaves line ends and tabs as they are. */
const escaped = (text: string): string =>
  text.replace(/[&<>"'\t\n\r\u0085\u2028]/g, (one) => `&#${one.charCodeAt(0)};`);
