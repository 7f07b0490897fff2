// Writes the tables of flows into the documents that have a place for them, from libs/flow-catalog.
//   node --conditions=source --import tsx tools/generate-flow-tables.ts           writes them
//   node --conditions=source --import tsx tools/generate-flow-tables.ts --check   exit code 1 when one is out of date
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { flowCatalog } from '@entra-flows/flow-catalog';
import { format, resolveConfig } from 'prettier';
import { fillMarked } from './flows/fill-marked.ts';
import {
  choiceTable,
  costTable,
  limitsTable,
  samplesTable,
  securityTable,
  shown,
  siblingsTable,
} from './flows/flow-tables.ts';

const root = join(import.meta.dirname, '..');
const documents = [
  'README.md',
  'docs/flows/README.md',
  ...shown(flowCatalog).map(({ sample }) => `apps/${sample}/README.md`),
];

const stale: string[] = [];
for (const document of documents) {
  const file = join(root, document);
  // Git may check files out with CRLF on Windows.
  const text = existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : '';
  const filled = fillMarked(text, {
    samples: samplesTable(flowCatalog),
    siblings: siblingsTable(flowCatalog, basename(dirname(file))),
    choice: choiceTable(flowCatalog),
    cost: costTable(flowCatalog),
    limits: limitsTable(flowCatalog),
    security: securityTable(flowCatalog),
  });
  const fresh = await format(filled, { ...(await resolveConfig(file)), filepath: file });
  if (!text.includes('<!-- flows:')) stale.push(`${document} has no place for a table`);
  else if (fresh !== text && process.argv.includes('--check')) stale.push(`${document} is stale`);
  else if (fresh !== text) {
    writeFileSync(file, fresh);
    console.log(`wrote ${document}`);
  }
}
if (stale.length > 0) {
  console.error(`${stale.join('\n')}\nRun: npx nx run flow-catalog:tables`);
  process.exitCode = 1;
}
