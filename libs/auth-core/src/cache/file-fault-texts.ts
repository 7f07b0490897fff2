import type { Said } from '@entra-flows/primitives/said';

// A bundle packs this: it is read when a file cannot be used.

/** As the end of "Cannot …", and behind the path in Korean. */
export const attempts = {
  read: { en: 'read', ko: '읽을 수 없습니다' },
  write: { en: 'write', ko: '쓸 수 없습니다' },
  remove: { en: 'remove', ko: '지울 수 없습니다' },
  setAside: { en: 'set aside the damaged file', ko: '옮겨 둘 수 없습니다(손상된 파일)' },
  writeKey: { en: 'write the key file', ko: '쓸 수 없습니다(키 파일)' },
};

export const elsewhere: Said = { en: 'Choose another file.', ko: '다른 파일을 고르세요.' };
const RIGHTS: Said = {
  en: 'Give yourself the right to read and write there, or choose another file.',
  ko: '그곳을 읽고 쓸 권한을 주거나 다른 파일을 고르세요.',
};
const ROOM: Said = {
  en: 'Make room, then try again.',
  ko: '공간을 비운 뒤 다시 시도하세요.',
};
const CLOSE: Said = {
  en: 'Close some, then try again.',
  ko: '몇 개를 닫은 뒤 다시 시도하세요.',
};

type Reason = [why: Said, remedy: Said];

const REFUSED: Reason = [{ en: 'you are not allowed to', ko: '권한이 없습니다' }, RIGHTS];
const FILE_IN_PATH: Reason = [
  {
    en: 'a part of the path is a file, not a folder',
    ko: '경로의 일부가 폴더가 아니라 파일입니다',
  },
  elsewhere,
];
const FAULTY: Reason = [
  { en: 'the disk reported a fault', ko: '디스크가 오류를 알렸습니다' },
  {
    en: 'Check the disk, or choose another file.',
    ko: '디스크를 확인하거나 다른 파일을 고르세요.',
  },
];
const SIGNED_OUT: Reason = [
  {
    en: 'your sign-in to the network drive is over',
    ko: '네트워크 드라이브의 로그인이 끝났습니다',
  },
  {
    en: 'Sign in to it again (with Kerberos: kinit), or choose another file.',
    ko: '다시 로그인하거나(Kerberos는 kinit) 다른 파일을 고르세요.',
  },
];

/** Why the system refused, and what the user can do about it; by the system's code. */
export const reasons: Record<string, Reason> = {
  EACCES: REFUSED,
  EPERM: REFUSED,
  EROFS: [{ en: 'the file system is read-only', ko: '읽기 전용 파일 시스템입니다' }, elsewhere],
  ENOSPC: [{ en: 'the disk is full', ko: '디스크가 가득 찼습니다' }, ROOM],
  EDQUOT: [{ en: 'your share of the disk is full', ko: '디스크 할당량을 다 썼습니다' }, ROOM],
  EFBIG: [
    {
      en: 'the file would be too big for the file system',
      ko: '파일 시스템에 넣기에는 파일이 너무 큽니다',
    },
    elsewhere,
  ],
  EISDIR: [{ en: 'it is a folder', ko: '폴더입니다' }, elsewhere],
  ENOTDIR: FILE_IN_PATH,
  EEXIST: FILE_IN_PATH,
  ENOENT: [
    {
      en: 'a folder of the path does not exist and cannot be made',
      ko: '경로의 폴더가 없고 만들 수도 없습니다',
    },
    elsewhere,
  ],
  ELOOP: [
    { en: 'it is a symbolic link', ko: '기호 링크입니다' },
    { en: 'Name the file that it points to instead.', ko: '링크가 가리키는 파일을 지정하세요.' },
  ],
  ENAMETOOLONG: [
    { en: 'the name is too long', ko: '이름이 너무 깁니다' },
    { en: 'Choose a shorter one.', ko: '더 짧은 이름을 고르세요.' },
  ],
  EMFILE: [{ en: 'too many files are open', ko: '열린 파일이 너무 많습니다' }, CLOSE],
  ENFILE: [
    { en: 'too many files are open on this machine', ko: '이 컴퓨터에 열린 파일이 너무 많습니다' },
    CLOSE,
  ],
  EBUSY: [
    { en: 'another program keeps it open', ko: '다른 프로그램이 열어 두고 있습니다' },
    { en: 'Close that program, then try again.', ko: '그 프로그램을 닫은 뒤 다시 시도하세요.' },
  ],
  EIO: FAULTY,
  EUCLEAN: FAULTY,
  EREMOTEIO: FAULTY,
  ESTALE: [
    {
      en: 'the network drive does not know it any more',
      ko: '네트워크 드라이브가 더 이상 알지 못합니다',
    },
    {
      en: 'Try again; if it stays, mount the drive anew, or choose another file.',
      ko: '다시 시도하세요. 계속되면 드라이브를 다시 연결하거나 다른 파일을 고르세요.',
    },
  ],
  ENOKEY: [
    { en: 'the encrypted folder is locked', ko: '암호화된 폴더가 잠겨 있습니다' },
    { en: 'Unlock it, then try again.', ko: '잠금을 푼 뒤 다시 시도하세요.' },
  ],
  EKEYEXPIRED: SIGNED_OUT,
  EKEYREVOKED: SIGNED_OUT,
  EKEYREJECTED: SIGNED_OUT,
};
