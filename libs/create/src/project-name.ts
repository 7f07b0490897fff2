import { basename, resolve } from 'node:path';
import { said } from '@entra-flows/primitives/said';
import validate from 'validate-npm-package-name';
import { CreateError } from './create-error.ts';

/**
 * What a copy is called: as asked, else after its folder.
 *
 * @throws {CreateError} for a name that npm refuses, and for a folder that gives none: two copies under
 *   one name that neither chose would share a token cache
 */
export function projectName(asked: string | undefined, folder: string): string {
  if (asked !== undefined) return checkedName(asked);
  const name = nameOfFolder(folder);
  if (name !== undefined) return name;
  throw new CreateError(
    said({
      en: `${noName(folder).en}: say it with --name, as in --name my-app. Tokens are kept under it, too.`,
      ko: `${noName(folder).ko}. --name my-app처럼 이름을 지정하세요. 토큰도 이 이름으로 보관됩니다.`,
    }),
    2,
  );
}

/** The name that a folder gives a copy; undefined where npm or Windows would take none that is made from it. */
export function nameOfFolder(folder: string): string | undefined {
  const name = nameFrom(baseOf(folder));
  return isUsable(name) ? name : undefined;
}

/** Asks for a name until npm takes it, for a folder that gives none. */
export async function askForName(
  folder: string,
  ask: (question: string) => Promise<string>,
): Promise<string> {
  let prompt = said({
    en: `\n${noName(folder).en}. Give the package one, such as my-app; tokens are kept under it, too.`,
    ko: `\n${noName(folder).ko}. my-app처럼 패키지의 이름을 정하세요. 토큰도 이 이름으로 보관됩니다.`,
  });
  for (;;) {
    const answer = await ask(`${prompt}\n${said({ en: 'Name', ko: '이름' })}: `);
    try {
      return checkedName(answer, '');
    } catch (error) {
      if (!(error instanceof CreateError)) throw error;
      prompt = error.message;
    }
  }
}

/** Of a copy whose folder is called otherwise: the user has not typed this name. */
export function describeName(name: string, folder: string): string | undefined {
  const base = baseOf(folder);
  if (base === name) return undefined;
  return said({
    en: `The folder is called ${base}, and npm takes small letters, digits, -, . and _: the package is ${name}, and tokens are kept under that name. --name chooses another one.`,
    ko: `폴더 이름은 ${base}이고 npm은 영어 소문자, 숫자, -, ., _만 받습니다. 패키지 이름은 ${name}, 토큰도 이 이름으로 보관됩니다. --name으로 다른 이름을 고를 수 있습니다.`,
  });
}

const baseOf = (folder: string): string => basename(resolve(folder));

function noName(folder: string) {
  // A name must not steer the terminal that it is shown on.
  const base = baseOf(folder).replace(/\p{C}/gu, '');
  return {
    en: `"${base}" gives no name that npm and Windows take`,
    ko: `"${base}": npm과 Windows가 받는 이름을 만들 수 없습니다`,
  };
}

/** Whether npm takes it. */
export const isPackageName = (name: string): boolean => validate(name).validForNewPackages;

/** Windows keeps these for devices, whatever follows a dot: the folder of the tokens could not be made there. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;
const isUsable = (name: string): boolean => isPackageName(name) && !DEVICE.test(name);

/** What npm takes of a text; nothing where it has no letter of that kind. */
const nameFrom = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '')
    .slice(0, 100);

/**
 * @param option - in front of a name that is proposed; empty where a question is asked again
 * @throws {CreateError} for a name that npm or Windows refuses, with one that they take
 */
export function checkedName(name: string, option = '--name '): string {
  if (isUsable(name)) return name;
  const own = nameFrom(name);
  const why =
    own === name && own !== ''
      ? said({
          en: 'npm, Node.js or Windows uses it itself.',
          ko: 'npm, Node.js 또는 Windows가 쓰는 이름입니다.',
        })
      : said({
          en: 'npm takes small letters, digits, -, . and _, with a letter or a digit first.',
          ko: 'npm은 영어 소문자, 숫자, -, ., _만 받으며 글자나 숫자로 시작해야 합니다.',
        });
  const near = own === '' ? undefined : [own, `my-${own}`].find(isUsable);
  const next = near
    ? said({ en: `Did you mean ${option}${near}?`, ko: `혹시 ${option}${near}인가요?` })
    : option
      ? said({ en: 'Choose another one with --name.', ko: '--name으로 다른 이름을 지정하세요.' })
      : said({ en: 'Choose another one.', ko: '다른 이름을 지정하세요.' });
  const shown = JSON.stringify(name.slice(0, 60));
  throw new CreateError(
    said({
      en: `${shown} cannot be the name of a package: ${why} ${next}`,
      ko: `${shown}: 패키지 이름으로 쓸 수 없습니다. ${why} ${next}`,
    }),
    2,
  );
}

/** The name for folders and keyrings, which know no scope: `@contoso/cli` is `contoso-cli` there. */
export const storageName = (name: string): string => name.replace(/^@/, '').replace('/', '-');
