import { validateHeaderName, validateHeaderValue } from 'node:http';
import { isJsonObject } from '@entra-flows/primitives/json-object';
import { isAadsts, nearestAadsts } from '../../errors/aadsts-table.ts';
import { faultPlaces, type Fault } from './fault.ts';
import {
  checkCount,
  checkDelay,
  checkFields,
  checkText,
  checkWord,
  ControlError,
  type Fields,
} from '../check-value.ts';

const fields = ['at', 'name', 'grant', 'times', 'after', 'answer'];
const answers: Record<string, (answer: Fields) => void> = {
  aadsts: ({ aadsts }) => {
    if (!isAadsts(String(aadsts))) throw new ControlError(`'aadsts' must be ${likeIt(aadsts)}.`);
  },
  oauth: ({ oauth }) => {
    if (!/^[a-z_]{1,60}$/.test(String(oauth)))
      throw new ControlError("'oauth' must be an error word such as slow_down.");
  },
  status: checkRawAnswer,
  delayMs: ({ delayMs }) => checkDelay(delayMs, "'delayMs'"),
  hang: ({ hang }) => checkTrue(hang, 'hang'),
  drop: ({ drop }) => checkTrue(drop, 'drop'),
  truncate: ({ truncate }) => checkTrue(truncate, 'truncate'),
  merge: ({ merge }) => {
    if (!isJsonObject(merge)) throw new ControlError("'merge' must be an object.");
  },
};

/** @throws ControlError that names the field which is wrong */
export function checkFault(value: unknown): Fault {
  const fault = checkFields(value, 'A fault', fields);
  checkWord(fault['at'], "'at'", faultPlaces);
  checkText(fault['name'], "'name'");
  checkText(fault['grant'], "'grant'");
  checkCount(fault['times'], "'times'", 1);
  checkCount(fault['after'], "'after'", 0);
  checkAnswer(fault['answer']);
  return { ...(value as Fault) };
}

function checkAnswer(value: unknown): void {
  const known = [...Object.keys(answers), 'headers', 'body', 'type'];
  const answer = checkFields(value, "'answer'", known);
  const kinds = Object.keys(answers).filter((kind) => kind in answer);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1)
    throw new ControlError(`'answer' must have exactly one of ${Object.keys(answers).join(', ')}.`);
  answers[kind]?.(answer);
}

function checkRawAnswer({ status, headers, body, type }: Fields): void {
  if (!Number.isInteger(status) || Number(status) < 200 || Number(status) > 599)
    throw new ControlError("'status' must be from 200 to 599.");
  checkText(body, "'body'");
  checkText(type, "'type'");
  const all = { ...checkFields(headers ?? {}, "'headers'", Object.keys(headers ?? {})), type };
  for (const [name, value] of Object.entries(all)) checkHeader(name, value);
}

function checkHeader(name: string, value: unknown): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, String(value));
  } catch {
    throw new ControlError(`'headers' has one that HTTP cannot carry: ${JSON.stringify(name)}.`);
  }
}

function likeIt(given: unknown): string {
  const near = nearestAadsts(String(given).slice(0, 60));
  const example = near ?? 'AADSTS50059';
  return `a code such as ${example}: 'AADSTS' and five to seven digits`;
}

function checkTrue(value: unknown, name: string): void {
  if (value !== true) throw new ControlError(`'${name}' must be true.`);
}
