import ts from 'typescript';

/**
 * @typedef {object} Import
 * @property {string} from what stands between the quotes
 * @property {string[]} names what is imported by name, as the module calls it
 * @property {[number, number]} quoted where `from` stands in the text, without quotes
 */

/**
 * Every import of a module, of types and dynamic ones included.
 *
 * @param {string} text TypeScript
 * @returns {Import[]}
 */
export function importsOf(text) {
  const file = ts.createSourceFile('module.ts', text, ts.ScriptTarget.ES2022, true);
  /** @type {Import[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const literal = moduleOf(node);
    if (literal) {
      const quoted = /** @type {[number, number]} */ ([literal.getStart() + 1, literal.end - 1]);
      found.push({ from: literal.text, names: namesOf(node), quoted });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/**
 * @param {ts.Node} node
 * @returns {ts.StringLiteral | undefined}
 */
function moduleOf(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
    return asLiteral(node.moduleSpecifier);
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? asLiteral(node.argument.literal) : undefined;
  const dynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return dynamic ? asLiteral(node.arguments[0]) : undefined;
}

/** @param {ts.Node | undefined} node */
const asLiteral = (node) => (node && ts.isStringLiteral(node) ? node : undefined);

/** @param {ts.Node} node */
function namesOf(node) {
  const list = ts.isImportDeclaration(node)
    ? node.importClause?.namedBindings
    : ts.isExportDeclaration(node)
      ? node.exportClause
      : undefined;
  if (!list || !(ts.isNamedImports(list) || ts.isNamedExports(list))) return [];
  /** @type {readonly (ts.ImportSpecifier | ts.ExportSpecifier)[]} */
  const elements = list.elements;
  return elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}
