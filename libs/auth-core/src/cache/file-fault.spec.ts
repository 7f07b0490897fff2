import { expect, test } from '@jest/globals';
import { chooseMessageLanguage } from '@entra-flows/primitives/language';
import { fileFault } from './file-fault.ts';

test.each([
  [
    'en',
    'Cannot use "/home/a/cache", as its folder "/home/a" cannot be written to: a folder of the path does not exist and cannot be made. Choose another file.',
  ],
  [
    'ko',
    '"/home/a" 폴더에 쓸 수 없어 "/home/a/cache" 파일을 사용할 수 없습니다: 경로의 폴더가 없고 만들 수도 없습니다. 다른 파일을 고르세요.',
  ],
])(
  'a lock that cannot be made is told by the file that the user named, in %s',
  (language, line) => {
    chooseMessageLanguage(language);
    const error = Object.assign(new Error('no'), { code: 'ENOENT', syscall: 'mkdir' });
    expect(fileFault('lock', '/home/a/cache.lock', error).errorMessage).toBe(line);
    chooseMessageLanguage(undefined);
  },
);
