import { endianness } from 'node:os';
import { said, UsageError } from '@entra-flows/sample-kit';

/**
 * The bytes of a native window handle (HWND), as MSAL takes it. A program with windows gets it from its
 * framework; a command-line program can only be given one as an option.
 *
 * @param text - decimal, or hexadecimal with 0x
 * @throws {UsageError} for anything else
 */
export function windowHandle(text: string | undefined): Buffer | undefined {
  if (text === undefined) return undefined;
  const number = /^(?:\d{1,20}|0x[\da-f]{1,16})$/i.test(text) ? BigInt(text) : 0n;
  if (number <= 0n || number >= 2n ** 64n)
    throw new UsageError(
      said({
        en: `--window-handle ${text.slice(0, 40)} is no handle: a number such as 460202, or 0x705aa.`,
        ko: `--window-handle ${text.slice(0, 40)}: 460202나 0x705aa와 같은 핸들 번호여야 합니다.`,
      }),
    );
  const bytes = Buffer.alloc(8);
  if (endianness() === 'LE') bytes.writeBigUInt64LE(number);
  else bytes.writeBigUInt64BE(number);
  return bytes;
}
