import { readSmallFile as readFile } from '@entra-flows/primitives/read-small-file';
import { said } from '@entra-flows/primitives/said';
import { UsageError } from './usage-error.ts';

/**
 * The text of a settings file.
 *
 * @param what - what messages call the file: `.env.local`
 * @throws {UsageError} when it is missing, is something else, is too large, is UTF-16 or cannot be read
 */
export function readSmallFile(file: string, what: string): string {
  const found = readFile(file);
  if ('text' in found) return found.text;
  throw new UsageError(
    said({
      en: `${what} cannot be read: ${file} ${said(found.why)}.`,
      ko: `${what} 파일을 읽을 수 없습니다. ${file}: ${said(found.why)}.`,
    }),
  );
}
