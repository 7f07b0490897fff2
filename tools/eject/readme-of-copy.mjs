import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const KEYRING = `
Tokens are kept in a file that is encrypted with a key from the system's keyring (the optional package \`@napi-rs/keyring\`); on a device without one, \`--key-file FILE\` keeps the key in a file, made on first use, and \`--plaintext-cache\` does without encryption. The keyring entry and the folder of that file carry the name of this project, as \`src\` says it: another name is another sign-in.
`;

/**
 * The README of the copy: what the sample is and when to choose it, in its own words, how to run
 * and keep the copy, and what stands between `<!-- copy -->` marks: that is true of a copy, too.
 *
 * @param {string} project the sample's folder
 * @param {string} name
 * @returns {string} Markdown
 */
export function readmeOfCopy(project, name) {
  const text = readFileSync(join(project, 'README.md'), 'utf8').replaceAll('\r\n', '\n');
  const [, intro = ''] = /^# .*\n\n((?:.+\n)+)/.exec(text) ?? [];
  const [, words = ''] = /^## When to choose it\n\n((?:.|\n)*?)\n## /m.exec(text) ?? [];
  // The other samples stay behind, with their table and the links to them.
  const choose = words.replace(/<!-- flows:.*?<!-- \/flows -->\n*/s, '').trimEnd();
  const withoutLinks = (/** @type {string} */ part) =>
    part.replace(/\[([^\]]+)\]\(\.\.[^)]*\)/g, '$1');
  const marked = [...text.matchAll(/^<!-- copy -->\n(\n.*?\n)\n<!-- \/copy -->$/gms)];
  const kept = marked.map(([, part = '']) => part).join('');
  return `# ${name}

${withoutLinks(intro)}
## When to choose it

${withoutLinks(choose)}

## Run it

\`\`\`sh
npm install --ignore-scripts
npm start
npm start -- --help
\`\`\`

It needs to know whom to ask. Set both in the environment, or in a file \`.env.local\` in the current folder; without them it exits with 2 and says so.

\`\`\`
ENTRA_CLIENT_ID=00001111-aaaa-2222-bbbb-3333cccc4444
ENTRA_AUTHORITY=https://login.microsoftonline.com/your-tenant.onmicrosoft.com
\`\`\`
${text.includes('`--key-file FILE`') ? KEYRING : ''}${kept}
## What is where

- \`src/main.ts\`: the flow, from top to bottom. \`src/auth-config.ts\`: client ID, authority, and where tokens are kept.
- \`src/main.test.ts\`: what \`npm test\` runs.
- \`vendor/\`: the packages \`@entra-flows/auth-core\` (silent first, flows, cache, network and errors, over plain MSAL) and \`@entra-flows/sample-kit\` (command line and output), built, with types and a README each. Keep the first, replace the second by your product's own.

\`npm run build\` writes \`dist/\`, \`npm run typecheck\` only checks.

## Make it yours

Change the client ID and the scopes, then what happens with the token. Versions are exact; raise \`@azure/msal-node\` deliberately, and read its changes.
`;
}
