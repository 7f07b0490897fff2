import { commandsOfCopy } from './commands-of-copy.ts';

/** What the README of a copy is made from, beside that of its sample. */
export interface CopyTexts {
  /** readme-of-copy.md */
  template: string;
  /** What is where, for its kind of program. */
  places: string;
  /** What to change first, for its kind of program. */
  yours: string;
  /** docs/app-registration/README.md */
  registrations: string;
}

/**
 * The README of a copy: what the sample is and when to choose it, in its own words, how to run and keep
 * the copy, and what stands between `<!-- copy -->` marks: that is true of a copy, too.
 *
 * @param text - the README of the sample
 */
export function readmeOfCopy(
  sample: string,
  text: string,
  { template, places, yours, registrations }: CopyTexts,
): string {
  const [, intro = ''] = /^# .*\n\n((?:.+\n)+)/.exec(text) ?? [];
  const [, words = ''] = /^## When to choose it\n\n((?:.|\n)*?)\n## /m.exec(text) ?? [];
  // The other samples stay behind, with their table and the links to them.
  const choose = words.replace(/<!-- flows:.*?<!-- \/flows -->\n*/s, '').trimEnd();
  const marked = [...text.matchAll(/^<!-- copy -->\n(\n.*?\n)\n<!-- \/copy -->$/gms)];
  const kept = marked.map(([, part = '']) => ownWords(sample, part)).join('');
  const withKeyring = text.includes('`--key-file FILE`');
  const parts: Record<string, string> = {
    sample,
    intro: ownWords(sample, intro),
    choose: ownWords(sample, choose),
    registration: registrationOf(sample, registrations),
    kept,
    places,
    yours,
  };
  return template
    .replace(/<!-- keyring -->\n(.*?)\n<!-- \/keyring -->/s, withKeyring ? '$1' : '')
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name]?.trim() ?? '')
    .replace(/\n{3,}/g, '\n\n');
}

/** Of a confidential client. */
const WITH_SECRET =
  ' This platform needs a secret, too: `ENTRA_CLIENT_SECRET` in the environment, from the page Certificates & secrets. ' +
  'Without one the app is a public client, and `http://localhost` belongs under "Mobile and desktop applications" instead.';

/** What the registration of a sample holds, from the table of all samples. */
function registrationOf(sample: string, page: string): string {
  const rows = page.matchAll(/^\| ([a-z, -]+?) +\| (.*?) +\| (.*?) +\| (Yes|No) +\|$/gm);
  for (const [, samples = '', platform = '', addresses = '', isPublic = ''] of rows) {
    if (!samples.split(', ').includes(sample)) continue;
    const redirects = addresses.split(' ').join(', ');
    const uris = redirects && `the platform "${platform}" with ${redirects} as redirect URI, and `;
    const note = addresses.includes('{id}') ? ' `{id}` is the client ID.' : '';
    const secret = platform === 'Web' ? WITH_SECRET : '';
    return `Its page Authentication has ${uris}"Allow public client flows: ${isPublic}".${note}${secret}`;
  }
  throw new Error(`docs/app-registration/README.md has no row for ${sample}`);
}

/** Links that lead out of the sample lead nowhere in a copy. */
const ownWords = (sample: string, part: string): string =>
  commandsOfCopy(sample, part).replace(/\[([^\]]+)\]\(\.\.[^)]*\)/g, '$1');
