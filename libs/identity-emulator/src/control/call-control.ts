import { request, type IncomingMessage } from 'node:http';

/** Where the control API of an emulator is, and the secret that it asks for. */
export interface ControlAddress {
  /** `http://localhost:PORT`: the emulator's `controlUrl`. */
  url: string;
  /** Value of the header `x-emulator-secret`: the emulator's `controlSecret`. */
  secret: string;
}

/** Milliseconds until the head of an answer. */
const deadline = 10_000;

/**
 * One call of the control API.
 *
 * @returns the JSON of its answer
 * @throws Error with a message for users
 */
export async function callControl(
  address: ControlAddress,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const answer = await openControl(address, method, path, body);
  if (answer.statusCode !== 200) throw await refusalOf(answer);
  return read(answer);
}

/** Why an answer is none, in a message for users. */
export async function refusalOf(answer: IncomingMessage): Promise<Error> {
  const why = ((await read(answer)) as { error?: unknown } | undefined)?.error;
  return new Error(
    `The emulator refused: ${typeof why === 'string' ? why : `HTTP ${answer.statusCode}`}`,
  );
}

async function read(answer: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of answer.setEncoding('utf8')) text += part;
  return parse(text);
}

/** Sends a call and resolves with its answer as soon as that begins. */
export function openControl(
  { url, secret }: ControlAddress,
  method: string,
  path: string,
  body?: unknown,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-emulator-secret': secret, 'content-type': 'application/json' };
    const sent = request(new URL(path, url), { method, headers, agent: false }, (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    const timer = setTimeout(() => sent.destroy(new Error('no answer in 10 s')), deadline);
    sent.on('error', ({ message }) => {
      clearTimeout(timer);
      reject(new Error(`The emulator's control at ${url} cannot be reached: ${message}`));
    });
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
