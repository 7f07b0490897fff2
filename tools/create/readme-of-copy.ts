import { commandsOfCopy } from './commands-of-copy.ts';

/** Where a copy keeps tokens, for a sample whose options say so. */
const KEYRING = `
Tokens are kept in a file that is encrypted with a key from the system's keyring (the optional package \`@napi-rs/keyring\`); on a device without one, \`--key-file FILE\` keeps the key in a file, made on first use, and \`--plaintext-cache\` does without encryption. The keyring entry and the folder of that file carry the name of this project, as \`src\` says it: another name is another sign-in.
`;

/**
 * The README of a copy: what the sample is and when to choose it, in its own words, how to run and keep
 * the copy, and what stands between `<!-- copy -->` marks: that is true of a copy, too.
 *
 * @param text - the README of the sample
 * @param places - for its kind of program
 * @param registrations - docs/app-registration/README.md
 */
export function readmeOfCopy(
  sample: string,
  text: string,
  { places, registrations }: { places: string; registrations: string },
): string {
  const [, intro = ''] = /^# .*\n\n((?:.+\n)+)/.exec(text) ?? [];
  const [, words = ''] = /^## When to choose it\n\n((?:.|\n)*?)\n## /m.exec(text) ?? [];
  // The other samples stay behind, with their table and the links to them.
  const choose = words.replace(/<!-- flows:.*?<!-- \/flows -->\n*/s, '').trimEnd();
  const marked = [...text.matchAll(/^<!-- copy -->\n(\n.*?\n)\n<!-- \/copy -->$/gms)];
  const kept = marked.map(([, part = '']) => ownWords(sample, part)).join('');
  return `# ${sample}

${ownWords(sample, intro)}
## When to choose it

${ownWords(sample, choose)}

## Run it

\`\`\`sh
npm install --ignore-scripts
npm start -- --help
npm start
\`\`\`

\`npm start\` needs a client ID and an authority. Set both in the environment, or in a file \`.env.local\` in the current folder; without them it says so and exits with 2. \`npm test\` needs neither.

\`\`\`
ENTRA_CLIENT_ID=00001111-aaaa-2222-bbbb-3333cccc4444
ENTRA_AUTHORITY=https://login.microsoftonline.com/your-tenant.onmicrosoft.com
\`\`\`

Both come from an app registration of your tenant, in the [Microsoft Entra admin center](https://entra.microsoft.com). ${registrationOf(sample, registrations)}
${text.includes('`--key-file FILE`') ? KEYRING : ''}${kept}
## What is where

${places}
- The packages \`@entra-flows/…\` come built, with types and a README each: as tarballs in \`vendor/\`, or from the registry, as \`package.json\` says. \`auth-core\` (silent first, flows, cache, network and errors, over plain MSAL) is made to be kept. \`sample-kit\`, where it is listed, is for samples: replace it by your product's own command line and output. \`identity-emulator-…\` serves \`npm test\`.
- \`entra-flows.json\` and \`.entra-flows/\`: what this project was made from. Commit both.

\`npm run build\` writes \`dist/\`, \`npm run typecheck\` only checks.

## A later version

Run the tarball of the later version in this folder: \`npx ./entra-flows-create-VERSION.tgz update\` shows what has changed in the sample, and \`update --merge\` writes it. Your changes stay; where both changed the same lines it writes nothing and says where.

## Make it yours

Change the client ID and the scopes, then what happens with the token. Versions are exact; raise that of MSAL deliberately, and read its changes.
`;
}

/** What the registration of a sample holds, from the table of all samples. */
function registrationOf(sample: string, page: string): string {
  const rows = page.matchAll(/^\| ([a-z, -]+?) +\| (.*?) +\| (.*?) +\| (Yes|No) +\|$/gm);
  for (const [, samples = '', platform = '', addresses = '', isPublic = ''] of rows) {
    if (!samples.split(', ').includes(sample)) continue;
    const redirects = addresses.split(' ').join(', ');
    const uris = redirects && `the platform "${platform}" with ${redirects} as redirect URI, and `;
    const note = addresses.includes('{id}') ? ' `{id}` is the client ID.' : '';
    return `Its page Authentication has ${uris}"Allow public client flows: ${isPublic}".${note}`;
  }
  throw new Error(`docs/app-registration/README.md has no row for ${sample}`);
}

/** Links that lead out of the sample lead nowhere in a copy. */
const ownWords = (sample: string, part: string): string =>
  commandsOfCopy(sample, part).replace(/\[([^\]]+)\]\(\.\.[^)]*\)/g, '$1');
