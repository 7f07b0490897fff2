import { dirname } from 'node:path';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { said } from '@entra-flows/primitives/said';
import { systemCode } from '@entra-flows/primitives/system-code';
import { attempts, elsewhere, reasons } from './file-fault-texts.ts';

/** What was tried with a file. */
export type FileAttempt = keyof typeof attempts | 'lock';

/**
 * Says in words why the system refused, and what the user can do about it.
 *
 * @param attempt what was tried
 */
export function fileFault(attempt: FileAttempt, path: string, error: unknown): AuthCoreError {
  if (error instanceof AuthCoreError) return error;
  const code = systemCode(error);
  const answer = code || (error as Error).message;
  const [why, remedy] = reasons[code] ?? [
    { en: `the system answered ${answer}`, ko: `시스템의 응답: ${answer}` },
    elsewhere,
  ];
  if (attempt === 'lock') return unusable(cannotLock(path, said(why), said(remedy)), error);
  const tried = attempts[attempt];
  const message = said({
    en: `Cannot ${tried.en} "${path}": ${said(why)}. ${said(remedy)}`,
    ko: `"${path}" 파일을 ${tried.ko}: ${said(why)}. ${said(remedy)}`,
  });
  return unusable(message, error);
}

/** Of a lock the user never heard: of the file that it protects, and of its folder. */
function cannotLock(path: string, why: string, remedy: string): string {
  const file = path.replace(/\.lock$/, '');
  return said({
    en: `Cannot use "${file}", as its folder "${dirname(file)}" cannot be written to: ${why}. ${remedy}`,
    ko: `"${dirname(file)}" 폴더에 쓸 수 없어 "${file}" 파일을 사용할 수 없습니다: ${why}. ${remedy}`,
  });
}

/** A `cache_unusable` error with a message that is whole already. */
export function unusable(message: string, cause?: unknown): AuthCoreError {
  return new AuthCoreError('cache_unusable', message, cause === undefined ? {} : { cause });
}

/** The disk takes nothing: it is full, read-only, broken or gone. */
const REFUSALS = new Set([
  ...['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG'],
  ...['EIO', 'EUCLEAN', 'EREMOTEIO', 'ESTALE', 'ENODEV', 'ENXIO', 'ENOMEDIUM'],
  ...['ENOTCONN', 'EHOSTDOWN', 'ENOKEY', 'EKEYEXPIRED', 'EKEYREVOKED', 'EKEYREJECTED'],
]);

/**
 * Whether the disk itself refused, and not a permission or a path that the user can change. Then the
 * program can go on with memory alone.
 */
export function isDiskRefusal(error: unknown): boolean {
  const { cause } = Object(error) as { cause?: unknown };
  return REFUSALS.has(systemCode(error)) || (cause !== undefined && isDiskRefusal(cause));
}
