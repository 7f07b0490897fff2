import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { flowCatalog, koreanChoices, samplesOf } from '@entra-flows/flow-catalog';
import { inColumns } from '@entra-flows/primitives/in-columns';
import { messageLanguage } from '@entra-flows/primitives/language';
import { followLanguageOption } from '@entra-flows/primitives/language-option';
import { nearest } from '@entra-flows/primitives/nearest';
import { optionMeant } from '@entra-flows/primitives/option-problem';
import { outliveReaders } from '@entra-flows/primitives/outlive-readers';
import { terminalStyle, withoutColour } from '@entra-flows/primitives/terminal-style';
import { columnsOf, wrapWords } from '@entra-flows/primitives/wrap-words';
import { root } from './emulator-data.ts';
import { flags, known, type Misspelt, optionsKeptByNpm, valued } from './kept-by-npm.ts';
import { launch, type LaunchOptions, MAIN_COMMAND, refuse } from './launch.ts';
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
  const { whole, cut, npmsOwn, misspelt: mistaken } = optionsKeptByNpm(env);
  if (mistaken.length > 0) return refuse(2, misspeltForNpm(texts, typed, { whole, cut, mistaken }));
  if (cut.length > 0) return refuse(2, texts.cut(optionNames(cut), wholeLine(typed, whole, cut)));
  if (whole.length > 0) say(texts.taken(optionNames(whole), wholeLine(typed, whole)));
  if (npmsOwn.length > 0)
    say(texts.npmsOwn(optionNames(npmsOwn), wholeLine(typed, [...whole, ...npmsOwn])));

  const misspelt = typed
    .filter((_, index) => !/^--[^=]+$/.test(typed[index - 1] ?? ''))
    .map(launchersOwn)
    .find(Boolean);
  if (misspelt) return refuse(2, texts.misspelt(...misspelt));
  const all = [...typed, ...whole];
  const handsFree = all.includes('--hands-free');
  const args = all.filter((arg) => arg !== '--hands-free');
  const named = args[0] !== undefined && !args[0].startsWith('-') ? args.shift() : undefined;
  if (named === undefined && args.includes('--list')) {
    outliveReaders();
    console.log(listOfSamples(process.stdout));
    return success;
  }
  if (named !== undefined && !names().includes(named)) {
    return refuse(2, unknownSample(texts, named, args));
  }
  if (asksHelp(args)) outliveReaders();
  if (named === undefined && asksHelp(args)) console.log(help(texts, process.stdout));
  const name = named ?? mainSample;
  const command = named === undefined ? MAIN_COMMAND : `npm start -- ${named}`;
  return launch(`apps/${name}`, args, { ...servedAs(name), handsFree, command });
}

const allOptions = [...flags, ...valued, ...known];

/**
 * The launcher's own option that was most likely meant by one that no sample has: no sample proposes it. With
 * one dash, or none, it was meant too.
 */
function launchersOwn(arg: string): [typed: string, meant: string] | undefined {
  if (arg.length < 3 || arg.length > 40 || allOptions.some((option) => arg === `--${option}`))
    return undefined;
  const meant = optionMeant(arg, allOptions);
  return meant === 'hands-free' || meant === 'list' ? [arg, meant] : undefined;
}

/** Options that npm kept, some of them misspelt: which, and the line that was meant. */
function misspeltForNpm(
  texts: StartTexts,
  typed: string[],
  { whole, cut, mistaken }: { whole: string[]; cut: string[]; mistaken: Misspelt[] },
): string {
  const right = mistaken.filter(({ isCut }) => !isCut);
  const line = wholeLine(
    typed,
    [...whole, ...right.map(({ meant, value }) => `--${meant}${value ? `=${value}` : ''}`)],
    [...cut, ...mistaken.filter(({ isCut }) => isCut).map(({ meant }) => meant)],
  );
  return texts.misspeltForNpm(optionNames(mistaken.map((one) => one.typed)), line);
}

/** What was meant by a name that is not that of a sample: a sample, an option, or one of those that are listed. */
function unknownSample(texts: StartTexts, named: string, args: string[]): string {
  const asked = JSON.stringify(named.slice(0, 60));
  const meant = (arg: string) => {
    const option = /^--\w/.test(arg) ? undefined : optionMeant(arg, allOptions);
    return option ? `--${option}` : arg;
  };
  const others = args.map(meant);
  const option = meant(named);
  if (option !== named) return texts.unknown(asked, wholeLine([option, ...others], []));
  const part = named.toLowerCase();
  const alike = part.length < 3 ? [] : names().filter((name) => name.includes(part));
  const one = alike.length === 1 ? alike[0] : alike.find((name) => name === `cli-${part}`);
  const near = alike.length > 0 ? one : nearest(named.slice(0, 60), names());
  if (near) return texts.unknown(asked, wholeLine([near, ...others], []));
  console.error(`${listOfSamples(process.stderr, alike)}\n`);
  return alike.length > 0 ? texts.ambiguous(asked) : texts.unknown(asked, undefined);
}

/** A stream that users look at. */
type Shown = Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>;

const say = (text: string) => console.error(wrapWords(text, columnsOf(process.stderr)));

function help(texts: StartTexts, stream: Shown): string {
  const columns = columnsOf(stream);
  const { link, strong } = terminalStyle(stream.isTTY ?? false);
  const rows = (options: StartTexts['options']) =>
    inColumns(options, { width: columns, first: [20, 26], look: link });
  return [
    wrapWords(texts.about, columns),
    '',
    ...rows(texts.options),
    '',
    wrapWords(strong(texts.forShows), columns),
    ...rows(texts.showOptions),
    '',
    wrapWords(texts.realEntra, columns),
    '',
  ].join('\n');
}

const names = () => [...samplesOf(flowCatalog).map(({ sample }) => sample), emulator, stage];

/** How Nx serves it: which program, and with which emulator. */
function servedAs(name: string): LaunchOptions {
  const file = readFileSync(join(root, 'apps', name, 'package.json'), 'utf8');
  const { nx } = JSON.parse(file) as { nx: { targets: { serve: { options?: LaunchOptions } } } };
  return nx.targets.serve.options ?? {};
}

/**
 * The samples in the catalogue's order, with one line about each.
 *
 * @param only these; default: all
 */
function listOfSamples(stream: Shown, only: string[] = []): string {
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
  const shown = only.length > 0 ? rows.filter(([name]) => only.includes(name)) : rows;
  const lines = inColumns(shown, { width: columns, look: link });
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
