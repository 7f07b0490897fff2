/** Markup that is safe to send: only the tags of this file make it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** `false` and `undefined` leave nothing behind; a list stands for its parts in a row. */
export type MarkupValue = Markup | string | number | false | undefined | readonly Markup[];

type Tag = (parts: TemplateStringsArray, ...values: MarkupValue[]) => Markup;

/** Template tag for HTML: every value is escaped, unless it is markup already. */
export const html = markupTag(escapeHtml);

/** Template tag for XML; the layout of the source goes. */
export const xml = markupTag(escapeXml, withoutLayout);

/**
 * Makes a template tag that escapes every value, unless it is markup already.
 *
 * @param escape - of a value
 * @param layout - of each part of the source between two values
 */
export function markupTag(escape: (text: string) => string, layout = (part: string) => part): Tag {
  const render = (value: MarkupValue): string => {
    if (value instanceof Markup) return value.text;
    if (typeof value === 'object') return value.map(render).join('');
    return value === undefined || value === false ? '' : escape(String(value));
  };
  return (parts, ...values) =>
    new Markup(parts.map(layout).reduce((text, part, at) => text + render(values[at - 1]) + part));
}

/** Escapes a text for HTML, as an element's content or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one);
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes a text for XML; as numbers, so that a parser leaves line ends and tabs as they are. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\t\n\r\u0085\u2028]/g, (one) => `&#${one.charCodeAt(0)};`);
}

/** Removes the line ends and indentation of a template's source. */
export function withoutLayout(part: string): string {
  return part.replace(/\n\s*/g, ' ').replace(/> </g, '><').replace(/> $/, '>').replace(/^ </, '<');
}
