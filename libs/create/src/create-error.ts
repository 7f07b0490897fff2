import type { MessageLanguage } from '@entra-flows/primitives/language';
import { said } from '@entra-flows/primitives/said';

/** What ends the command: one message for the user, and the exit code that goes with it. */
export class CreateError extends Error {
  /** 1 when something failed, 2 when the command was used wrongly. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

type Words = Readonly<Record<MessageLanguage, string>>;

/** A place that is not written to. Nothing has been written when this is thrown. */
export const refused = (path: string, why: Words): CreateError =>
  new CreateError(said({ en: `${path} ${why.en}.`, ko: `${path}: ${why.ko}.` }), 2);

/** Wrong usage. Nothing has been written when this is thrown. */
export const usage = (why: Words): CreateError =>
  new CreateError(
    said({
      en: `${sentence(why.en)}\n--help lists the options.`,
      ko: `${sentence(why.ko)}\n--help를 쓰면 옵션이 나옵니다.`,
    }),
    2,
  );

const sentence = (text: string) => (text.endsWith('?') ? text : `${text}.`);

const cameBetween: Words = {
  en: 'Something is there that was not there before. Look at it, then run it again.',
  ko: '전에 없던 것이 그 자리에 있습니다. 확인한 뒤 다시 실행하세요.',
};

const nextByCode: Record<string, Words> = {
  ENOTDIR: {
    en: 'A part of the path is a file. Name another folder.',
    ko: '경로의 일부가 파일입니다. 다른 폴더를 지정하세요.',
  },
  ELOOP: {
    en: 'Links in the path lead in a circle. Name the folder that is meant.',
    ko: '경로의 링크가 서로를 가리킵니다. 링크가 아닌 폴더를 지정하세요.',
  },
  ENAMETOOLONG: {
    en: 'The name is too long for this system. Choose a shorter one.',
    ko: '이 시스템에서 쓰기에는 이름이 너무 깁니다. 더 짧은 이름을 고르세요.',
  },
  ENOSPC: {
    en: 'The disk is full. Make room, then run it again.',
    ko: '디스크가 가득 찼습니다. 공간을 비운 뒤 다시 실행하세요.',
  },
  EDQUOT: {
    en: 'Your share of the disk is used up. Make room, then run it again.',
    ko: '디스크 할당량을 다 썼습니다. 공간을 비운 뒤 다시 실행하세요.',
  },
  EROFS: {
    en: 'The file system is read-only. Make it writable, or use a folder elsewhere.',
    ko: '파일 시스템이 읽기 전용입니다. 쓸 수 있게 하거나 다른 곳의 폴더를 사용하세요.',
  },
  ENOENT: {
    en: 'A folder that was there is gone. Go to one that is there, then run it again.',
    ko: '있던 폴더가 없어졌습니다. 있는 폴더로 이동한 뒤 다시 실행하세요.',
  },
  EEXIST: cameBetween,
  ENOTEMPTY: cameBetween,
};

const mayNotWrite: Words = {
  en: 'Check that you may write there, then run it again.',
  ko: '그곳에 쓸 권한이 있는지 확인한 뒤 다시 실행하세요.',
};

/** The message for any failure: what happened, why, and what to do next. */
export function describeError(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof CreateError || code === undefined) return message;
  const next = said(nextByCode[code] ?? mayNotWrite);
  return said({
    en: `It was not finished: ${message}. ${next}`,
    ko: `끝내지 못했습니다(${message}). ${next}`,
  });
}
