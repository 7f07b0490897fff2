import { createInterface } from 'node:readline';
import { chooseFlow, type FlowChoice } from '@entra-flows/auth-core';
import {
  type Answer,
  decisionTree,
  flowCatalog,
  type Question,
  samplesOf,
} from '@entra-flows/flow-catalog';
import { columnsOf, wrapWords } from '@entra-flows/primitives/wrap-words';
import { CreateError } from './create-error.ts';

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
        'The input ended before the question was answered. Nothing was written. ' +
          'Name the folder and the sample instead: FOLDER --sample NAME. --help lists the samples.',
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
    .map((line) => wrapWords(line, columns, /^ {2}\d/.test(line) ? 5 : 0))
    .join('\n');

/**
 * Asks down the decision tree of docs/flows, then for the sample of the flow that fits. Enter takes the
 * answer that leads to a flow that can work on this machine, else the first.
 *
 * @param samples - those that can be copied
 * @param machine - the flows that can work here, best first
 * @throws {CreateError} where none of the flows fits
 */
export async function askForSample(
  ask: Ask,
  samples: readonly string[],
  machine: readonly FlowChoice[] = chooseFlow(),
): Promise<string> {
  const here = machine.find(({ usable }) => usable)?.flow;
  let question: Question = decisionTree;
  for (;;) {
    const preferred = question.answers.findIndex((answer) => leadsTo(answer, here));
    const options = question.answers.map((answer) => ({
      text: `${answer.text}${isFlow(answer, here) ? whyHere(machine) : ''}`,
      value: answer,
    }));
    const { leadsTo: next } = await choose(ask, question.ask, options, Math.max(preferred, 0));
    if ('advice' in next)
      throw new CreateError(`Such a program needs ${next.advice}. Nothing was written.`);
    if ('flow' in next) return chooseSampleOf(ask, next.flow, samples);
    ({ question } = next);
  }
}

function leadsTo({ leadsTo: next }: Answer, flow: string | undefined): boolean {
  return 'question' in next
    ? next.question.answers.some((answer) => leadsTo(answer, flow))
    : isFlow({ leadsTo: next }, flow);
}

const isFlow = ({ leadsTo: next }: Pick<Answer, 'leadsTo'>, flow: string | undefined): boolean =>
  'flow' in next && next.flow === flow;

/** A device code works everywhere: what speaks for it is what the browser lacks. */
function whyHere(machine: readonly FlowChoice[]): string {
  const browser = machine.find(({ flow }) => flow === 'interactive');
  return browser ? ` (this machine: ${browser.reason})` : '';
}

async function chooseSampleOf(ask: Ask, flow: string, samples: readonly string[]): Promise<string> {
  const options = samplesOf(flowCatalog.filter(({ id }) => id === flow))
    .filter(({ sample }) => samples.includes(sample))
    .map(({ sample, choose: use }) => ({ text: `${sample}: ${use}`, value: sample }));
  const [only] = options;
  return only && options.length === 1 ? only.value : choose(ask, 'Which sample?', options);
}

async function choose<Value>(
  ask: Ask,
  question: string,
  options: readonly { text: string; value: Value }[],
  preferred = 0,
): Promise<Value> {
  const list = options.map(({ text }, index) => `  ${index + 1}  ${text}\n`).join('');
  let prompt = `\n${question}\n${list}`;
  for (;;) {
    const answer = await ask(`${prompt}1 to ${options.length} [${preferred + 1}]: `);
    const chosen = options[answer === '' ? preferred : Number(answer) - 1];
    if (chosen) return chosen.value;
    prompt = `${answer} is none of them.\n`;
  }
}
