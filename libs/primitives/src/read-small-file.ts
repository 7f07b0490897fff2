import { lstatSync, readFileSync, statSync } from 'node:fs';
import type { Said } from './said.ts';
import { systemCode } from './system-code.ts';

/** More than any settings file holds. */
const largest = 1024 * 1024;

/** The text of a file, or why there is none, as the rest of a sentence. */
export type SmallFile = { text: string } | { why: Said; isMissing?: true };

/**
 * Reads a small file. Only ever a plain one: reading a pipe would wait for ever, and no signal could end it. Editors
 * and shells of Windows may put a mark in front of UTF-8, or write UTF-16.
 */
export function readSmallFile(path: string): SmallFile {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    // A link that leads nowhere is there: its user has named settings.
    if (!found && !lstatSync(path, { throwIfNoEntry: false }))
      return { why: { en: 'is not there', ko: '없습니다' }, isMissing: true };
    if (!found)
      return { why: { en: 'is a link that leads nowhere', ko: '가리키는 파일이 없는 링크입니다' } };
    if (found.isDirectory()) return { why: { en: 'is a folder', ko: '폴더입니다' } };
    if (!found.isFile()) return { why: { en: 'is not a file', ko: '파일이 아닙니다' } };
    if (found.size > largest) return { why: { en: 'is too large', ko: '너무 큽니다' } };
    const text = readFileSync(path, 'utf8')
      .replace(/^\uFEFF/, '')
      // Node would read a file of old line ends as one line.
      .replace(/\r\n?/g, '\n');
    if (!text.includes('\0')) return { text };
    return {
      why: {
        en: 'is not UTF-8 text (UTF-16, perhaps): save it as UTF-8',
        ko: 'UTF-8 텍스트가 아닙니다(UTF-16일 수 있음). UTF-8로 저장하세요',
      },
    };
  } catch (error) {
    const code = systemCode(error);
    return { why: { en: `gives ${code}`, ko: `오류 ${code}` } };
  }
}
