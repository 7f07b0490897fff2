// Writes the error table of auth-core and docs/errors.md from libs/auth-core/data.
//   node --import tsx tools/generate-error-table.mjs           writes both
//   node --import tsx tools/generate-error-table.mjs --check   exit code 1 when one is out of date
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { errorDocs } from './generate-error-table.docs.mjs';
import { errorTable } from './generate-error-table.table.mjs';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const data = async (name) =>
  JSON.parse(await readFile(at(`libs/auth-core/data/${name}.json`), 'utf8'));

const facts = {
  schema: await data('error-schema'),
  published: await data('published-list'),
  aadsts: await data('aadsts-codes'),
  b2c: await data('b2c-codes'),
  adfs: await data('adfs-codes'),
  suberrors: await data('suberrors'),
  oauth: await data('oauth-errors'),
  client: await data('msal-client-codes'),
};

const source = (name) => import(pathToFileURL(at(`libs/auth-core/src/errors/${name}.ts`)).href);
const { remediesEn } = await source('remedies/remedies.en');
const { ownRows, federationRows, systemRows, unreachableRows, abortRows, statusRows } =
  await source('error-supplement');
const supplement = [ownRows, federationRows, systemRows, unreachableRows, abortRows, statusRows];

const outputs = {
  'libs/auth-core/src/errors/error-table.generated.ts': errorTable(facts),
  'docs/errors.md': errorDocs(facts, remediesEn(), supplement),
};

const check = process.argv.includes('--check');
for (const [path, text] of Object.entries(outputs)) {
  const fresh = await format(text, { ...(await resolveConfig(at(path))), filepath: at(path) });
  const found = await readFile(at(path), 'utf8').catch(() => '');
  // Git may check files out with CRLF on Windows.
  if (found.replaceAll('\r\n', '\n') === fresh) continue;
  if (check) {
    console.error(`${path} is out of date. Run: npx nx run auth-core:errors`);
    process.exitCode = 1;
  } else {
    await writeFile(at(path), fresh);
    console.log(`wrote ${path}`);
  }
}
