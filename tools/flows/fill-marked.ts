/**
 * Puts a table between `<!-- flows:name -->` and `<!-- /flows -->`.
 *
 * @throws {Error} for a place whose name is not known or that does not end
 */
export function fillMarked(text: string, tables: Record<string, string>): string {
  return text.replaceAll(
    /(<!-- flows:([\w-]+) -->)(.*?)(<!-- \/flows -->|<!-- flows:|$(?![^]))/gs,
    (_, begin: string, name: string, _old: string, end: string) => {
      if (end !== '<!-- /flows -->') throw new Error(`The place "${name}" does not end.`);
      const table = tables[name];
      if (table === undefined) throw new Error(`There is no table "${name}".`);
      return `${begin}\n\n${table}\n\n${end}`;
    },
  );
}
