import type { Readable } from 'node:stream';
import { on } from 'node:events';
import type { Ended, Place } from '@entra-flows/sample-testing';

/** One process of the app, as it ships. */
export interface WebInstance {
  /** Where it listens. */
  url: string;
  /** Resolves when stderr so far matches. */
  says(pattern: RegExp): Promise<unknown>;
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Resolves when the app says where it is. */
export async function startInstance(place: Place, env: NodeJS.ProcessEnv): Promise<WebInstance> {
  const { child, ended, prompted } = place.run(['--port', '0'], env);
  const url = await Promise.race([addressIn(child.stdout as Readable), endedEarly(ended)]);
  return {
    url,
    says: prompted,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

async function addressIn(stdout: Readable): Promise<string> {
  let text = '';
  for await (const [part] of on(stdout, 'data') as AsyncIterable<[Buffer]>) {
    text += part.toString();
    const [, open, local = open] = /^Open (\S+)(?: \(listening on (\S+)\))?$/m.exec(text) ?? [];
    if (local) return local;
  }
  throw new Error('the app said no address');
}

async function endedEarly(ended: Promise<Ended>): Promise<never> {
  const { code, err } = await ended;
  throw new Error(`the app ended with ${code}:\n${err}`);
}
