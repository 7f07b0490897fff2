import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { formatPage } from '../format-page.ts';

/**
 * The public types of a built library as a document to compare: what each entry point exports, and all
 * declarations that can be reached from there, by name and without comments.
 *
 * @param name - of the package
 * @param entries - names of the built entry points
 * @param folder - of the built files
 */
export async function apiReport(name: string, entries: string[], folder: string): Promise<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.d.ts'))
    .map((file) => parse(join(folder, file)));
  const exported = entries.map((entry) => {
    const names = exportedNames(parse(join(folder, `${entry}.d.ts`)));
    return `export { ${names.join(', ')} } from '${entry === 'index' ? name : `${name}/${entry}`}';`;
  });
  const printer = ts.createPrinter({ removeComments: true });
  const declarations = files.flatMap((file) =>
    file.statements.flatMap((statement) => {
      const named = nameOf(statement);
      const print = () => printer.printNode(ts.EmitHint.Unspecified, statement, file);
      return named === undefined ? [] : [{ named, text: print() }];
    }),
  );
  const sorted = declarations.sort((a, b) => (a.named < b.named ? -1 : a.named > b.named ? 1 : 0));
  const path = join(import.meta.dirname, 'api.md');
  const code = [...exported, ...sorted.map(({ text }) => text)].join('\n\n');
  return formatPage(
    path,
    `# API of ${name}\n\nWritten by \`npm run api -- --accept\`.\n\n\`\`\`ts\n${code}\n\`\`\`\n`,
  );
}

const parse = (path: string) =>
  ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);

function exportedNames(file: ts.SourceFile): string[] {
  return file.statements
    .flatMap((statement) => {
      if (!ts.isExportDeclaration(statement)) return [];
      const { exportClause } = statement;
      return exportClause && ts.isNamedExports(exportClause)
        ? exportClause.elements.map(({ name }) => name.text)
        : [];
    })
    .sort();
}

/** @returns nothing for imports and exports */
function nameOf(statement: ts.Statement): string | undefined {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations[0]?.name.getText();
  const isDeclaration =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isDeclaration ? statement.name?.text : undefined;
}
