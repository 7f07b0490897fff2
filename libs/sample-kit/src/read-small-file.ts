import { readFileSync, statSync } from 'node:fs';
import { systemCode } from '@entra-flows/auth-core';
import { said, type Said } from '@entra-flows/primitives/said';
import { UsageError } from './usage-error.ts';

/** More than any settings file holds. */
const LARGEST = 1024 * 1024;

/**
 * The text of a settings file. Refuses pipes and devices: reading them could wait for ever, and no signal
 * could end it. Removes the byte order mark that editors and shells of Windows put in front of UTF-8.
 *
 * @param what - what messages call the file: `.env.local`
 * @throws {UsageError} when it is missing, is something else, is too large, is UTF-16 or cannot be read
 */
export function readSmallFile(file: string, what: string): string {
  const refuse = (why: Said) =>
    new UsageError(
      said({
        en: `${what} cannot be read: ${file} ${said(why)}.`,
        ko: `${what} 파일을 읽을 수 없습니다. ${file}: ${said(why)}.`,
      }),
    );
  try {
    const stat = statSync(file);
    if (!stat.isFile()) throw refuse({ en: 'is not a file', ko: '파일이 아닙니다' });
    if (stat.size > LARGEST) throw refuse({ en: 'is too large', ko: '너무 큽니다' });
    const text = readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      // Node would read a file of old line ends as one line.
      .replace(/\r\n?/g, '\n');
    if (text.includes('\0'))
      throw refuse({
        en: 'is not UTF-8 text (UTF-16, perhaps); save it as UTF-8',
        ko: 'UTF-8 텍스트가 아닙니다(UTF-16일 수 있음). UTF-8로 저장하세요',
      });
    return text;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = systemCode(error);
    throw refuse(
      code === 'ENOENT'
        ? { en: 'is not there', ko: '없습니다' }
        : { en: `gives ${code}`, ko: `오류 ${code}` },
    );
  }
}
