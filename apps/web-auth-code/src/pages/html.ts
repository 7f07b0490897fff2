/** Markup that is safe to send: only `html` makes it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Template tag: every value is escaped, unless it is markup already. */
export const html = (parts: TemplateStringsArray, ...values: (Html | string)[]): Html =>
  new Html(parts.reduce((text, part, index) => text + rendered(values[index - 1] ?? '') + part));

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const rendered = (value: Html | string): string =>
  value instanceof Html ? value.text : value.replace(/[&<>"']/g, (one) => entities[one] ?? one);
