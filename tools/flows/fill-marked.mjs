/**
 * Puts a table between `<!-- flows:name -->` and `<!-- /flows -->`.
 *
 * @param {string} text
 * @param {Record<string, string>} tables by name
 * @throws {Error} for a place whose name is not known or that does not end
 */
export function fillMarked(text, tables) {
  return text.replaceAll(
    /(<!-- flows:([\w-]+) -->)(.*?)(<!-- \/flows -->|<!-- flows:|$(?![^]))/gs,
    (_, begin, name, _old, end) => {
      if (end !== '<!-- /flows -->') throw new Error(`The place "${name}" does not end.`);
      const table = tables[name];
      if (table === undefined) throw new Error(`There is no table "${name}".`);
      return `${begin}\n\n${table}\n\n${end}`;
    },
  );
}
