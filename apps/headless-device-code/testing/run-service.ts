import { request } from 'node:http';
import type { ChildProcess } from 'node:child_process';
import type { Ended, Place, Running } from '@entra-flows/sample-testing';

/** One line of the service's log. */
export type LogLine = { event: string; level: string; time: string } & Record<string, string>;

/** An answer of the status page. */
export interface Got {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  text: string;
}

/** The service as a process of its own, with its log and its page. */
export interface Service {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** Waits for the event, or for the `nth` of its kind. */
  event(name: string, nth?: number): Promise<LogLine>;
  /** Waits for the first line with that code of a diagnosis. */
  said(code: string): Promise<LogLine>;
  get(path: string, options?: { method?: string; headers?: Record<string, string> }): Promise<Got>;
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Options that let a test see in seconds what takes a device minutes. */
export const QUICK = ['--json', '--port', '0', '--first-pause', '1', '--longest-pause', '2'];

export function runService(
  place: Place,
  args: string[] = [],
  env: NodeJS.ProcessEnv = {},
): Service {
  return follow(place.run([...QUICK, ...args], env));
}

export function follow({ child, prompted, ended }: Running): Service {
  const line = async (member: string, nth: number): Promise<LogLine> => {
    const [text] = await prompted(new RegExp(`(?:^.*${member}.*$[^]*?){${nth}}`, 'm'));
    const json = text.split('\n').at(-1) ?? '';
    return JSON.parse(json) as LogLine;
  };
  const event = (name: string, nth = 1) => line(`"event":"${name}"`, nth);
  return {
    child,
    ended,
    event,
    said: (code) => line(`"code":"${code}"`, 1),
    async get(path, options = {}) {
      const { address = '' } = await event('listening');
      return get(address, path, options);
    },
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

/** By hand: `fetch` would not send the Host header of a stranger. */
function get(
  address: string,
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> },
): Promise<Got> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}
