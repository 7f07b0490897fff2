import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const root = join(import.meta.dirname, '../..');
const library = join(root, 'libs/auth-core');

export interface Behaviour {
  userAction: string;
  retryable: boolean;
  interactive: boolean;
}

export interface Code extends Behaviour {
  code: string;
  category: string;
  name?: string | null;
  source?: string;
  /** MSAL.NET's classification. */
  msalNet?: string;
}

/** [what, why, next] of a category; [why, next] of codes. */
interface Remedies {
  categories: Record<string, [string, string, string]>;
  codes: Record<string, [string, string]>;
}

export const dataFile = (name: string): string => join(library, `data/${name}.json`);

/** What a file of libs/auth-core/data holds. */
export const readData = <Data>(name: string): Data =>
  JSON.parse(readFileSync(dataFile(name), 'utf8')) as Data;

/** The facts of libs/auth-core/data and of the sources beside its error table. */
export async function errorFacts() {
  const source = (name: string): Promise<unknown> =>
    import(pathToFileURL(join(library, `src/errors/${name}.ts`)).href);
  const { remediesEn } = (await source('remedies/remedies.en')) as { remediesEn(): Remedies };
  const supplement = (await source('error-supplement')) as Record<string, Record<string, string>>;
  return {
    schema: readData<{
      categories: Record<string, Behaviour>;
      userActions: string[];
      classifications: Record<string, string>;
    }>('error-schema'),
    published: readData<{ address: string; date: string }>('published-list'),
    aadsts: readData<Code[]>('aadsts-codes'),
    b2c: readData<Code[]>('b2c-codes'),
    adfs: readData<Code[]>('adfs-codes'),
    suberrors: readData<Code[]>('suberrors'),
    oauth: readData<Code[]>('oauth-errors'),
    // `<digits>` and the like stand for rules, not for codes: code has them.
    client: readData<Code[]>('msal-client-codes').filter(({ code }) => !code.startsWith('<')),
    remedies: remediesEn(),
    supplement: ['own', 'federation', 'system', 'unreachable', 'abort', 'program', 'status'].map(
      (name) => supplement[`${name}Rows`] ?? {},
    ),
  };
}

export type ErrorFacts = Awaited<ReturnType<typeof errorFacts>>;
