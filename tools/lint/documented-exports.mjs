import { join, relative } from 'node:path';
import ts from 'typescript';

/** What products import. */
const entryPoints = [
  'auth-core/src/index.ts',
  'auth-core/src/broker.ts',
  'auth-core/src/listen-on-loopback.ts',
  'auth-core/src/http/web-link.ts',
  'auth-federation/src/index.ts',
  'identity-emulator/src/index.ts',
  'token-cache-redis/src/index.ts',
];

/**
 * What a product reads while it types: each export of an entry point has a docstring, and so has each member
 * of the types that stand in its signature. Types from outside of `libs` are not looked at.
 *
 * @param {string} root the workspace's folder
 * @param {string[]} entries absolute paths
 * @returns {string[]} a line for each that has none, with its place
 */
export function undocumentedExports(root, entries) {
  const config = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile).config;
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: entries }, ts.sys, root);
  const program = ts.createProgram(entries, options);
  const checker = program.getTypeChecker();
  const libs = join(root, 'libs').replaceAll('\\', '/');
  const seen = new Set();
  /** @type {string[]} */
  const missing = [];

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
    const place = relative(root, file.fileName).replaceAll('\\', '/');
    missing.push(`${name} has no docstring: ${place}:${line + 1}`);
  }

  for (const entry of entries) {
    const file = program.getSourceFile(entry);
    const module = file && checker.getSymbolAtLocation(file);
    for (const one of module ? checker.getExportsOfModule(module) : [])
      check(one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one, one.name);
  }
  return missing;
}

if (process.argv[1] === import.meta.filename) {
  const root = join(import.meta.dirname, '../..');
  const missing = undocumentedExports(
    root,
    entryPoints.map((file) => join(root, 'libs', file)),
  );
  for (const line of missing) console.error(line);
  if (missing.length > 0) process.exitCode = 1;
}
