import { systemCode } from '../errors/system-code.ts';

/** The disk takes nothing: it is full, read-only, broken or gone. */
const REFUSALS = new Set([
  ...['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG'],
  ...['EIO', 'EUCLEAN', 'EREMOTEIO', 'ESTALE', 'ENODEV', 'ENXIO', 'ENOMEDIUM'],
  ...['ENOTCONN', 'EHOSTDOWN', 'ENOKEY', 'EKEYEXPIRED', 'EKEYREVOKED', 'EKEYREJECTED'],
]);

/**
 * Whether it was the disk that refused, and no right or path that somebody could set otherwise. Then
 * memory is enough to go on with.
 */
export function isDiskRefusal(error: unknown): boolean {
  const { cause } = Object(error) as { cause?: unknown };
  return REFUSALS.has(systemCode(error)) || (cause !== undefined && isDiskRefusal(cause));
}
