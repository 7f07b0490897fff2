import { parseArgs } from 'node:util';
import { flowCatalog, koreanChoices, samplesOf } from '@entra-flows/flow-catalog';
import { inColumns } from '@entra-flows/primitives/in-columns';
import { messageLanguage } from '@entra-flows/primitives/language';
import { followLanguageOption, languageOption } from '@entra-flows/primitives/language-option';
import { nearest } from '@entra-flows/primitives/nearest';
import { optionProblem } from '@entra-flows/primitives/option-problem';
import { said } from '@entra-flows/primitives/said';
import { wrapWords } from '@entra-flows/primitives/wrap-words';
import { CreateError, usage } from './create-error.ts';
import { helpTexts } from './help-texts.ts';
import type { Prefer } from './merge.ts';

/** What the command line asks for. */
export type Command =
  | { does: 'help' }
  | {
      does: 'create';
      folder: string | undefined;
      sample: string | undefined;
      name: string | undefined;
      registry: boolean;
      force: boolean;
    }
  | { does: 'update'; folder: string; merge: boolean; prefer: Prefer | undefined };

/**
 * @param samples - those that can be copied
 * @param width - of the terminal
 */
export function helpText(samples: readonly string[], width: number): string {
  const texts = helpTexts[messageLanguage()];
  const wrapped = (text: string) => wrapWords(text, width);
  const rows = (list: readonly (readonly [string, string])[]) =>
    inColumns(list, { width, first: [13, 24] });
  const offered = samplesOf(flowCatalog).filter(({ sample }) => samples.includes(sample));
  return [
    ...[wrapped(texts.about), '', ...texts.usage, '', wrapped(texts.asks)],
    ...['', texts.options, ...rows(texts.ofCreate)],
    ...['', wrapped(texts.update), ...rows(texts.ofUpdate)],
    ...['', texts.samples],
    ...rows(offered.map((one) => [one.sample, choiceOf(one)] as const)),
    ...['', wrapped(texts.exitCodes), ''],
  ].join('\n');
}

/** What a sample is for. */
export const choiceOf = ({ sample, choose }: { sample: string; choose: string }): string =>
  said({ en: choose, ko: koreanChoices[sample] ?? choose });

const options = {
  sample: { type: 'string' },
  name: { type: 'string' },
  registry: { type: 'boolean' },
  force: { type: 'boolean' },
  merge: { type: 'boolean' },
  prefer: { type: 'string' },
  ...languageOption,
  help: { type: 'boolean', short: 'h' },
} as const;

const ofUpdate = ['merge', 'prefer'] as const;
const ofCreate = ['sample', 'name', 'registry', 'force'] as const;

/** @throws {CreateError} for options that cannot work */
export function readArguments(args: string[]): Command {
  // pnpm passes the -- on that npm takes for itself.
  const given = args[0] === '--' ? args.slice(1) : args;
  const problem = followLanguageOption(given);
  if (problem) throw new CreateError(problem, 2);
  const { values, positionals } = parsed(given);
  if (values.help) return { does: 'help' };
  const isUpdate = positionals[0] === 'update';
  const [folder, ...more] = isUpdate ? positionals.slice(1) : positionals;
  if (folder === '')
    throw usage({ en: 'The name of the folder is empty', ko: '폴더 이름이 비어 있습니다' });
  if (more.length > 0) {
    const others = more.map((one) => JSON.stringify(one.slice(0, 60))).join(', ');
    throw usage({
      en: `Only one folder can be named, and there is more: ${others}`,
      ko: `폴더는 하나만 지정할 수 있습니다. 남는 인수: ${others}`,
    });
  }
  const foreign = (isUpdate ? ofCreate : ofUpdate).find((name) => values[name] !== undefined);
  if (foreign)
    throw isUpdate
      ? usage({
          en: `--${foreign} belongs to a new copy`,
          ko: `--${foreign} 옵션은 새 복사본에만 쓸 수 있습니다`,
        })
      : usage({
          en: `--${foreign} belongs to update`,
          ko: `--${foreign} 옵션은 update에만 쓸 수 있습니다`,
        });
  const { sample, name, registry = false, force = false, merge = false, prefer } = values;
  if (!isUpdate) return { does: 'create', folder, sample, name, registry, force };
  if (prefer !== undefined && prefer !== 'mine' && prefer !== 'new') {
    const given = JSON.stringify(prefer.slice(0, 60));
    const near = nearest(prefer.slice(0, 60), ['mine', 'new']);
    throw usage({
      en: `--prefer is mine or new, and not ${given}${near ? `. Did you mean --prefer ${near}?` : ''}`,
      ko: `--prefer ${given}: mine 또는 new여야 합니다${near ? `. 혹시 --prefer ${near}인가요?` : ''}`,
    });
  }
  return { does: 'update', folder: folder ?? '.', merge, prefer };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new CreateError(optionProblem(error, Object.keys(options), args), 2);
  }
}
