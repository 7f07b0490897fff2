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
  const { child, ended, prompted, printed } = place.run(['--port', '0'], env);
  const [, open = '', local = open] = await printed(/^Open (\S+)(?: \(listening on (\S+)\))?$/m);
  return {
    url: local,
    says: prompted,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}
