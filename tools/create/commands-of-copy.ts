/** Commands of the workspace in a text, as the scripts of a copy have them. */
export function commandsOfCopy(sample: string, text: string): string {
  const of = (target: string, options = '') =>
    new RegExp(`\\b(?:npx )?nx ${target}(?: ${sample})?${options}(?![\\w-])`, 'g');
  return text
    .replace(of('serve', ' -- \\[options\\]'), 'npm start -- [options]')
    .replace(of('serve'), 'npm start')
    .replace(of('build'), 'npm run build');
}
