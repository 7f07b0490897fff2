import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, type FormatConfig } from 'oxfmt';

const settings = fileURLToPath(new URL('../.oxfmtrc.json', import.meta.url));

/** A written page, formatted as `npx oxfmt` would. */
export async function formatPage(path: string, text: string): Promise<string> {
  const config = JSON.parse(readFileSync(settings, 'utf8')) as FormatConfig;
  const { code, errors } = await format(path, text, config);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  return code;
}
