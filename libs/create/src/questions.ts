import { createInterface } from 'node:readline';
import { chooseFlow, type FlowChoice } from '@entra-flows/auth-core';
import {
  type Answer,
  decisionTree,
  flowCatalog,
  type Question,
  samplesOf,
} from '@entra-flows/flow-catalog';
import { said } from '@entra-flows/primitives/said';
import { columnsOf, wrapWords } from '@entra-flows/primitives/wrap-words';
import { CreateError } from './create-error.ts';
import { choiceOf } from './read-arguments.ts';

/** Asks for one line. */
export type Ask = (question: string) => Promise<string>;

/** The user at the other end: a terminal, or a pipe with the answers. */
export function askUser(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream & { isTTY?: boolean; columns?: number },
): { ask: Ask; close: () => void } {
  // The terminal itself edits the line, so that its keys and Ctrl-C are as always.
  const lines = createInterface({ input, terminal: false });
  const answers = lines[Symbol.asyncIterator]();
  return {
    async ask(question) {
      output.write(wrapped(question, columnsOf(output)));
      const answer = await answers.next();
      if (answer.done !== true) return answer.value.trim();
      output.write('\n');
      throw new CreateError(
        said({
          en:
            'The input ended before the question was answered. Nothing was written. ' +
            'Name the folder and the sample instead: FOLDER --sample NAME [--name NAME]. --help lists the samples.',
          ko:
            '질문에 답하기 전에 입력이 끝났습니다. 아무것도 쓰지 않았습니다. ' +
            '폴더와 샘플을 지정하세요: FOLDER --sample NAME [--name NAME]. 샘플은 --help에 나옵니다.',
        }),
        2,
      );
    },
    close: () => lines.close(),
  };
}

/** The answers of a question go on below themselves. */
const wrapped = (question: string, columns: number) =>
  question
    .split('\n')
    .map((line) => wrapWords(line, columns, /^ {2}\d/.test(line) ? 5 : undefined))
    .join('\n');

/**
 * Asks down the decision tree of docs/flows, then for the sample of the flow that fits. Enter takes the
 * answer that leads to a flow that can work on this machine, else the first; 0 goes back.
 *
 * @param samples - those that can be copied
 * @param accept - what is asked next, about the sample; false goes back to the question before
 * @param machine - the flows that can work here, best first
 * @throws {CreateError} where none of the flows fits
 */
export async function askForSample(
  ask: Ask,
  samples: readonly string[],
  accept: (sample: string) => Promise<boolean>,
  machine: readonly FlowChoice[] = chooseFlow(),
): Promise<string> {
  const here = machine.find(({ usable }) => usable)?.flow;
  const answered: Question[] = [];
  let question: Question = decisionTree;
  for (;;) {
    const preferred = question.answers.findIndex((answer) => flowsOf(answer).includes(here ?? ''));
    const options = question.answers.map((answer) => ({
      text:
        said(answer.text) +
        ('flow' in answer.leadsTo && answer.leadsTo.flow === here ? whyHere(machine) : ''),
      samples: samplesFor(flowsOf(answer), samples).map(({ sample }) => sample),
      value: answer.leadsTo,
    }));
    const next = await choose(ask, said(question.ask), options, {
      preferred: Math.max(preferred, 0),
      canGoBack: answered.length > 0,
    });
    if (next === undefined) {
      question = answered.pop() ?? decisionTree;
    } else if ('advice' in next) {
      throw new CreateError(
        said({
          en: `Such a program needs ${next.advice.en}. Nothing was written.\n${next.document}`,
          ko: `이런 프로그램에는 ${next.advice.ko} 필요합니다. 아무것도 쓰지 않았습니다.\n${next.document}`,
        }),
      );
    } else if ('flow' in next) {
      const sample = await chooseSampleOf(ask, next.flow, samples);
      if (sample !== undefined && (await accept(sample))) return sample;
    } else {
      answered.push(question);
      ({ question } = next);
    }
  }
}

/** The flows that an answer can lead to. */
function flowsOf({ leadsTo }: Answer): string[] {
  if ('question' in leadsTo) return leadsTo.question.answers.flatMap(flowsOf);
  return 'flow' in leadsTo ? [leadsTo.flow] : [];
}

const samplesFor = (flows: readonly string[], samples: readonly string[]) =>
  samplesOf(flowCatalog.filter(({ id }) => flows.includes(id))).filter(({ sample }) =>
    samples.includes(sample),
  );

/** A device code works everywhere: what speaks for it is what the browser lacks. */
function whyHere(machine: readonly FlowChoice[]): string {
  const browser = machine.find(({ flow }) => flow === 'interactive');
  if (!browser) return '';
  return said({ en: ` (this machine: ${browser.reason})`, ko: ` (이 컴퓨터: ${browser.reason})` });
}

/** @returns undefined to go back */
async function chooseSampleOf(
  ask: Ask,
  flow: string,
  samples: readonly string[],
): Promise<string | undefined> {
  const options = samplesFor([flow], samples).map((one) => ({
    text: `${one.sample}: ${choiceOf(one)}`,
    value: one.sample,
  }));
  const [only] = options;
  if (only && options.length === 1) return only.value;
  return choose(ask, said({ en: 'Which sample?', ko: '어느 샘플입니까?' }), options);
}

/** The answer that goes back. */
export const BACK = '0';

/** Behind what a question takes, where there is one before it. */
export const orBack = () => said({ en: ', or 0 to go back', ko: ', 0은 뒤로' });

/** @returns undefined to go back */
async function choose<Value>(
  ask: Ask,
  question: string,
  options: readonly { text: string; samples?: readonly string[]; value: Value }[],
  { preferred = 0, canGoBack = true } = {},
): Promise<Value | undefined> {
  const list = options.map(({ text, samples = [] }, index) => {
    const below = samples.length > 0 ? `     ${samples.join(', ')}\n` : '';
    return `  ${index + 1}  ${text}\n${below}`;
  });
  const back = canGoBack ? orBack() : '';
  const range = said({ en: `1 to ${options.length}`, ko: `1~${options.length}` });
  let prompt = `\n${question}\n${list.join('')}`;
  for (;;) {
    const answer = await ask(`${prompt}${range}${back} [${preferred + 1}]: `);
    if (answer === BACK && canGoBack) return undefined;
    const chosen = options[answer === '' ? preferred : Number(answer) - 1];
    if (chosen) return chosen.value;
    prompt = said({ en: `${answer} is none of them.\n`, ko: `${answer}: 목록에 없습니다.\n` });
  }
}
