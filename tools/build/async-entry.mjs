import { readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * Lets a sample's main.ts use top-level await although the bundle is CommonJS, which has none:
 * the imports stay where they are, the rest becomes the body of an async function.
 *
 * @param {string} entry absolute path of main.ts
 * @returns {import('esbuild').Plugin}
 */
export function asyncEntry(entry) {
  return {
    name: 'async-entry',
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/]main\.ts$/ }, ({ path }) =>
        path === entry
          ? { contents: wrap(readFileSync(path, 'utf8'), path), loader: 'ts' }
          : undefined,
      );
    },
  };
}

/**
 * @param {string} code
 * @param {string} path
 */
function wrap(code, path) {
  const { statements } = ts.createSourceFile(path, code, ts.ScriptTarget.ES2022, true);
  const imports = statements.filter((statement) => ts.isImportDeclaration(statement));
  const body = statements.filter((statement) => !ts.isImportDeclaration(statement));
  /** @param {ts.Statement[]} part */
  const text = (part) => part.map((statement) => statement.getText()).join('\n');
  return `${text(imports)}\n(async () => {\n${text(body)}\n})();`;
}
