import { join, relative } from 'node:path';
import ts from 'typescript';

/**
 * ESLint rule for an entry point: each export has a docstring, and so has each member of the types that
 * stand in its signature. Reports the place where one is missing, at the top of the entry point.
 *
 * The option `root` is the workspace's folder; types from outside its `libs` are not looked at.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const documentedExports = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'object', properties: { root: { type: 'string' } } }],
    messages: { undocumented: '{{name}} has no docstring: {{place}}' },
  },
  create(context) {
    const root = context.options[0]?.root ?? join(import.meta.dirname, '../..');
    /** @type {ts.Program} */
    const program = context.sourceCode.parserServices.program;
    const checker = program.getTypeChecker();
    const libs = join(root, 'libs').replaceAll('\\', '/');
    const seen = new Set();

    /** @param {ts.Symbol} symbol */
    const isOwn = (symbol) =>
      symbol.declarations?.some((one) => one.getSourceFile().fileName.startsWith(libs)) ?? false;

    /**
     * @param {ts.Symbol} symbol
     * @param {string} name
     */
    function check(symbol, name) {
      const [declaration] = symbol.declarations ?? [];
      if (!declaration || !isOwn(symbol) || seen.has(symbol)) return;
      seen.add(symbol);
      // A member with a single value, as one that tells the parts of a union apart, says all there is.
      if (checker.getTypeOfSymbol(symbol).flags & ts.TypeFlags.Unit) return;
      if (symbol.getDocumentationComment(checker).length === 0) report(declaration, name);
      if (symbol.flags & ts.SymbolFlags.Type) visit(checker.getDeclaredTypeOfSymbol(symbol), name);
      if (symbol.flags & ts.SymbolFlags.Value) visit(checker.getTypeOfSymbol(symbol), name);
    }

    /**
     * @param {ts.Type} type
     * @param {string} name
     */
    function visit(type, name) {
      if (seen.has(type)) return;
      seen.add(type);
      for (const part of type.isUnionOrIntersection() ? type.types : []) visit(part, name);
      for (const part of type.aliasTypeArguments ?? []) visit(part, name);
      if (!(type.flags & ts.TypeFlags.Object)) return;
      for (const part of checker.getTypeArguments(/** @type {ts.TypeReference} */ (type)))
        visit(part, name);
      for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
        for (const one of signature.parameters) visit(checker.getTypeOfSymbol(one), name);
        visit(signature.getReturnType(), name);
      }
      for (const one of type.getProperties()) check(one, `${name}.${one.name}`);
    }

    /**
     * @param {ts.Declaration} declaration
     * @param {string} name
     */
    function report(declaration, name) {
      const file = declaration.getSourceFile();
      const { line } = file.getLineAndCharacterOfPosition(declaration.getStart());
      const place = `${relative(root, file.fileName)}:${line + 1}`;
      context.report({
        loc: { line: 1, column: 0 },
        messageId: 'undocumented',
        data: { name, place },
      });
    }

    return {
      Program() {
        const file = program.getSourceFile(context.filename);
        const module = file && checker.getSymbolAtLocation(file);
        for (const one of module ? checker.getExportsOfModule(module) : []) {
          check(one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one, one.name);
        }
      },
    };
  },
};
