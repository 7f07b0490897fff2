// Writes what is made from data: errors (the error table of auth-core and docs/errors.md), flows (the tables in
// the READMEs) and parity (docs/emulator-parity.md).
//   node --conditions=source --import tsx tools/generate-docs.ts [errors] [flows] [parity]   writes them, or all
//   … --check                                          exit code 1 when one is out of date
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { errorFacts, root } from './docs/error-facts.ts';
import { errorTable } from './docs/error-table.ts';
import { errorsPage } from './docs/errors-page.ts';
import { flowPages } from './docs/flow-tables.ts';
import { parityPages } from './docs/parity-claims.ts';
import { formatPage } from './format-page.ts';

type Pages = Record<string, string>;

/** The text of each file by its path, and the Nx target that writes it. */
const generators: Record<string, { target: string; pages(): Pages | Promise<Pages> }> = {
  errors: {
    target: 'auth-core:errors',
    async pages() {
      const facts = await errorFacts();
      return {
        'libs/auth-core/src/errors/error-table.generated.ts': errorTable(facts),
        'docs/errors.md': errorsPage(facts),
      };
    },
  },
  flows: { target: 'flow-catalog:tables', pages: () => flowPages(readPage) },
  parity: { target: 'identity-emulator-library:parity', pages: () => parityPages(root) },
};

/** Git may check files out with CRLF on Windows. */
function readPage(path: string): string {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : '';
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean' } },
});

try {
  for (const name of positionals.length > 0 ? positionals : Object.keys(generators)) {
    const generator = generators[name];
    if (!generator)
      throw new Error(`There is no '${name}': ${Object.keys(generators).join(', ')}.`);
    for (const [path, text] of Object.entries(await generator.pages())) {
      const filepath = join(root, path);
      const fresh = await formatPage(filepath, text);
      if (fresh === readPage(path)) continue;
      if (values.check)
        throw new Error(`${path} is out of date. Run: npx nx run ${generator.target}`);
      writeFileSync(filepath, fresh);
      console.log(`wrote ${path}`);
    }
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
