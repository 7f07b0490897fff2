import { AuthCoreError } from '../msal/auth-core-error.ts';
import { systemCode } from '@entra-flows/primitives/system-code';

/**
 * Says in words why the system refused, and what the user can do about it.
 *
 * @param attempt what was tried, as the end of "cannot …": `write the file`
 */
export function fileFault(attempt: string, path: string, error: unknown): AuthCoreError {
  if (error instanceof AuthCoreError) return error;
  const code = systemCode(error);
  const [why, remedy] = REASONS[code] ?? [
    `the system answered ${code || (error as Error).message}`,
    ELSEWHERE,
  ];
  return unusable(`Cannot ${attempt} "${path}": ${why}. ${remedy}`, error);
}

/** A `cache_unusable` error with a message that is whole already. */
export function unusable(message: string, cause?: unknown): AuthCoreError {
  return new AuthCoreError('cache_unusable', message, cause === undefined ? {} : { cause });
}

const ELSEWHERE = 'Choose another file.';
const RIGHTS = 'Give yourself the right to write there, or choose another file.';
const ROOM = 'Make room, then try again.';

const FAULTY: [string, string] = [
  'the disk reported a fault',
  'Check the disk, or choose another file.',
];
const SIGNED_OUT: [string, string] = [
  'your sign-in to the network drive is over',
  'Sign in to it again (with Kerberos: kinit), or choose another file.',
];

const REASONS: Record<string, [why: string, remedy: string]> = {
  EACCES: ['you are not allowed to', RIGHTS],
  EPERM: ['you are not allowed to', RIGHTS],
  EROFS: ['the file system is read-only', ELSEWHERE],
  ENOSPC: ['the disk is full', ROOM],
  EDQUOT: ['your share of the disk is full', ROOM],
  EFBIG: ['the file would be too big for the file system', ELSEWHERE],
  EISDIR: ['it is a folder', ELSEWHERE],
  ENOTDIR: ['a part of the path is a file, not a folder', ELSEWHERE],
  EEXIST: ['a part of the path is a file, not a folder', ELSEWHERE],
  ENOENT: ['a folder of the path does not exist and cannot be made', ELSEWHERE],
  ELOOP: ['it is a symbolic link', 'Name the file that it points to instead.'],
  ENAMETOOLONG: ['the name is too long', 'Choose a shorter one.'],
  EMFILE: ['too many files are open', 'Close some, then try again.'],
  ENFILE: ['too many files are open on this machine', 'Close some, then try again.'],
  EBUSY: ['another program keeps it open', 'Close that program, then try again.'],
  EIO: FAULTY,
  EUCLEAN: FAULTY,
  EREMOTEIO: FAULTY,
  ESTALE: [
    'the network drive does not know it any more',
    'Try again; if it stays, mount the drive anew, or choose another file.',
  ],
  ENOKEY: ['the encrypted folder is locked', 'Unlock it, then try again.'],
  EKEYEXPIRED: SIGNED_OUT,
  EKEYREVOKED: SIGNED_OUT,
  EKEYREJECTED: SIGNED_OUT,
};

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
