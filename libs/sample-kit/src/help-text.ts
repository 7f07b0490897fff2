import { messageLanguage } from '@entra-flows/auth-core';
import { inColumns } from '@entra-flows/primitives/in-columns';
import { said } from '@entra-flows/primitives/said';
import { wrapWords } from '@entra-flows/primitives/wrap-words';
import { commandForScripts, commandHere, commandWith } from './command-here.ts';
import { helpTexts } from './all-texts.ts';
import { optionGroups } from './common-options.ts';
import { DEFAULT_SCOPES } from './read-options.ts';
import type { SampleAbout } from './run-sample.ts';
import type { Screen } from './screen.ts';

/** The help of a sample: options in groups, examples, and what else it reads; no wider than the terminal. */
export function helpText(about: SampleAbout, { style, width }: Screen): string {
  const { name, summary, options, app, isService = false } = about;
  const texts = helpTexts[messageLanguage()];
  // The silent sample asks for nothing but a choice.
  const hasFlow = isService || about.flow !== undefined;
  const part = (title: string, rows: [string, string][], most = 26): string[] => [
    '',
    style.strong(title),
    ...inColumns(rows, { width, first: [20, most], look: style.link }),
  ];
  const scopes = texts.otherwise((app?.scopes ?? DEFAULT_SCOPES).join(' '));
  const optionPart = ([group, own]: ReturnType<typeof optionGroups>[number]) =>
    part(
      texts.groups[group],
      own.map(([option, { value, help }]) => [
        value ? `--${option} ${value}` : `--${option}`,
        `${said(option === 'timeout' && !hasFlow ? texts.timeoutOfChoice : help)}${option === 'scopes' ? scopes : ''}`,
      ]),
    );
  const settings = settingsOf(about);
  return [
    // The terminal's width breaks it, and not that of its source.
    `${style.strong(name)}: ${said(summary).replaceAll('\n', ' ')}`,
    '',
    texts.usage(commandHere()),
    ...optionGroups(options, isService).flatMap(optionPart),
    ...part(texts.examples, examples(isService), 60),
    ...(settings.length > 0 ? part(texts.environment, settings) : []),
    '',
    texts.exitCodes(isService ? texts.serviceCodes : texts.codes),
    '',
  ]
    .map((line) => wrapWords(line, width))
    .join('\n');
}

/** Those of the environment that the product has not named itself. */
function settingsOf({ app }: SampleAbout): [string, string][] {
  const texts = helpTexts[messageLanguage()];
  const all: [named: string | undefined, name: string, text: string][] = [
    [app?.clientId, 'ENTRA_CLIENT_ID', texts.clientId],
    [app?.authority, 'ENTRA_AUTHORITY', texts.authority],
    // It goes with the authority.
    [app?.authority, 'ENTRA_GRAPH', texts.graph],
  ];
  return all
    .filter(([named]) => named === undefined)
    .map(([, name, text]): [string, string] => [name, text]);
}

function examples(isService: boolean): [string, string][] {
  const { run, explain, script, signOut, service, log } = helpTexts[messageLanguage()].tries;
  const end: [string, string] = [commandWith('--sign-out'), signOut];
  if (isService) return [[commandWith(), service], [commandForScripts('--json'), log], end];
  return [
    [commandWith(), run],
    [commandWith('--explain'), explain],
    [commandForScripts('--json'), script],
    end,
  ];
}
