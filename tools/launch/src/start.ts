import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { flowCatalog, koreanChoices, samplesOf } from '@entra-flows/flow-catalog';
import { inColumns } from '@entra-flows/primitives/in-columns';
import { messageLanguage } from '@entra-flows/primitives/language';
import { followLanguageOption } from '@entra-flows/primitives/language-option';
import { nearest } from '@entra-flows/primitives/nearest';
import { terminalStyle, withoutColour } from '@entra-flows/primitives/terminal-style';
import { columnsOf, wrapWords } from '@entra-flows/primitives/wrap-words';
import { root } from './emulator-data.ts';
import { flags, known, optionsKeptByNpm, valued } from './kept-by-npm.ts';
import { launch, type LaunchOptions, refuse } from './launch.ts';
import { asksHelp } from './read-settings.ts';
import type { End } from './run-sample.ts';
import { type StartTexts, startTexts } from './start-texts.ts';

export { exitLikeChild } from './run-sample.ts';

const mainSample = 'cli-device-code';
const emulator = 'identity-emulator';
const stage = 'flow-comparison';
const success: End = { code: 0, signal: null };

/**
 * `npm start`: runs the sample that is named first, or the main one; `--list` lists them. An option for which
 * the `--` was forgotten is used all the same, or the whole line is shown where npm tore off its value.
 *
 * @param given what follows `npm start --`
 * @returns how the sample ended; exit code 2 with the reason on stderr for wrong usage
 */
export async function start(given: string[], env: NodeJS.ProcessEnv): Promise<End> {
  const problem = followLanguageOption(given);
  if (problem) return refuse(2, problem);
  const texts = startTexts[messageLanguage()];
  // pnpm passes on the -- that npm takes for itself.
  const typed = given[0] === '--' ? given.slice(1) : given;
  // NO_COLOR is what all programs below know.
  if (env['npm_config_color'] === '') process.env['NO_COLOR'] ??= '1';
  if (typed.includes('--no-color')) withoutColour();
  const { whole, cut, npmsOwn } = optionsKeptByNpm(env);
  if (cut.length > 0) return refuse(2, texts.cut(optionNames(cut), wholeLine(typed, whole, cut)));
  if (whole.length > 0) say(texts.taken(optionNames(whole), wholeLine(typed, whole)));
  if (npmsOwn.length > 0)
    say(texts.npmsOwn(optionNames(npmsOwn), wholeLine(typed, [...whole, ...npmsOwn])));

  const misspelt = typed.map(launchersOwn).find(Boolean);
  if (misspelt) return refuse(2, texts.misspelt(...misspelt));
  const all = [...typed, ...whole];
  const handsFree = all.includes('--hands-free');
  const args = all.filter((arg) => arg !== '--hands-free');
  const named = args[0] !== undefined && !args[0].startsWith('-') ? args.shift() : undefined;
  if (named === undefined && args.includes('--list')) {
    console.log(listOfSamples(process.stdout));
    return success;
  }
  if (named !== undefined && !names().includes(named)) {
    const asked = JSON.stringify(named.slice(0, 60));
    const near = nearest(named.slice(0, 60), names());
    if (!near) console.error(`${listOfSamples(process.stderr)}\n`);
    return refuse(2, texts.unknown(asked, near));
  }
  if (named === undefined && asksHelp(args)) console.log(help(texts, process.stdout));
  const name = named ?? mainSample;
  const command = named === undefined ? 'npm start --' : `npm start -- ${named}`;
  return launch(`apps/${name}`, args, { ...servedAs(name), handsFree, command });
}

/** The launcher's own option that was most likely meant by one that no sample has: no sample proposes it. */
function launchersOwn(arg: string): [typed: string, meant: string] | undefined {
  const [, name = ''] = /^--([a-z-]{3,40})$/.exec(arg) ?? [];
  const all = [...flags, ...valued, ...known];
  const meant = name && !all.includes(name) ? nearest(name, all) : undefined;
  return meant === 'hands-free' || meant === 'list' ? [arg, meant] : undefined;
}

/** A stream that users look at. */
type Shown = Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>;

const say = (text: string) => console.error(wrapWords(text, columnsOf(process.stderr)));

function help({ about, options, realEntra }: StartTexts, stream: Shown): string {
  const columns = columnsOf(stream);
  const { link } = terminalStyle(stream.isTTY ?? false);
  const rows = inColumns(options, { width: columns, look: link });
  return [wrapWords(about, columns), '', ...rows, '', wrapWords(realEntra, columns), ''].join('\n');
}

const names = () => [...samplesOf(flowCatalog).map(({ sample }) => sample), emulator, stage];

/** How Nx serves it: which program, and with which emulator. */
function servedAs(name: string): LaunchOptions {
  const file = readFileSync(join(root, 'apps', name, 'package.json'), 'utf8');
  const { nx } = JSON.parse(file) as { nx: { targets: { serve: { options?: LaunchOptions } } } };
  return nx.targets.serve.options ?? {};
}

/** The samples in the catalogue's order, with one line about each. */
function listOfSamples(stream: Shown): string {
  const columns = columnsOf(stream);
  const { link, strong } = terminalStyle(stream.isTTY ?? false);
  const language = messageLanguage();
  const { samples, run, emulator: view, stage: comparison } = startTexts[language];
  const choose = language === 'ko' ? koreanChoices : {};
  const rows: [name: string, text: string][] = [
    ...samplesOf(flowCatalog).map((one): [string, string] => [
      one.sample,
      choose[one.sample] ?? one.choose,
    ]),
    [emulator, view],
    [stage, comparison],
  ];
  const lines = inColumns(rows, { width: columns, look: link });
  return [strong(samples), ...lines, '', wrapWords(run, columns)].join('\n');
}

const optionNames = (options: string[]) =>
  options.map((option) => `--${option.replace(/^--/, '').replace(/=.*$/s, '')}`).join(', ');

/** What the user meant to type; VALUE stands where that cannot be told, or not be shown. */
function wholeLine(typed: string[], whole: string[], cut: string[] = []): string {
  const plain = (text: string) => (/^[\w@.:/,+=-]{1,200}$/.test(text) ? text : 'VALUE');
  const samples = typed.slice(0, 1).filter((arg) => names().includes(arg));
  const others = typed.slice(samples.length);
  const [value] = others;
  const known = cut.length === 1 && others.length === 1 && value ? plain(value) : 'VALUE';
  return [
    'npm start --',
    ...samples,
    ...(cut.length > 0 ? [] : others.map(plain)),
    ...whole.map((option) => option.replace(/=(.*)$/s, (_, text: string) => `=${plain(text)}`)),
    ...cut.map((name) => `--${name} ${known}`),
  ].join(' ');
}
