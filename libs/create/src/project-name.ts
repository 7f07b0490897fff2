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
  const base = basename(resolve(folder));
  const name = nameFrom(base);
  if (isPackageName(name)) return name;
  throw new CreateError(
    said({
      en: `"${base}" gives no name that npm takes: say it with --name, as in --name my-app. Tokens are kept under it, too.`,
      ko: `"${base}": npm이 받는 이름을 만들 수 없습니다. --name my-app처럼 이름을 지정하세요. 토큰도 이 이름으로 보관됩니다.`,
    }),
    2,
  );
}

/** Whether npm takes it. */
export const isPackageName = (name: string): boolean => validate(name).validForNewPackages;

/** What npm takes of a text; nothing where it has no letter of that kind. */
const nameFrom = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '')
    .slice(0, 100);

function checkedName(name: string): string {
  if (isPackageName(name)) return name;
  const own = nameFrom(name);
  const why =
    own === name && own !== ''
      ? said({
          en: 'npm or Node.js uses it itself.',
          ko: 'npm이나 Node.js가 쓰는 이름입니다.',
        })
      : said({
          en: 'npm takes small letters, digits, -, . and _, with a letter or a digit first.',
          ko: 'npm은 영어 소문자, 숫자, -, ., _만 받으며 글자나 숫자로 시작해야 합니다.',
        });
  const near = own === '' ? undefined : [own, `my-${own}`].find(isPackageName);
  const next = near
    ? said({ en: `Did you mean --name ${near}?`, ko: `혹시 --name ${near}인가요?` })
    : said({ en: 'Choose another one with --name.', ko: '--name으로 다른 이름을 지정하세요.' });
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
