import type { StageMessage, StageState } from '../../src/messages.ts';
import { ask, type StageListener, type StageSource, StillRunning } from './stage-source.ts';

/** The stage that this page came from. */
export function liveStage(): StageSource {
  return {
    kind: 'live',
    async describe(language) {
      const response = await ask(`api/stage?lang=${language}`);
      if (!response.ok) throw new Error(await reasonOf(response));
      return (await response.json()) as StageState;
    },
    follow,
    choose: (lanes) => send('PUT', 'lanes', { lanes }),
    async start({ scenarioLane, without = [], ...request }) {
      const { run, scenario, lane } = request;
      if (lane !== undefined || !scenarioLane) return send('POST', 'start', request);
      // One lane meets the failure, the others begin with it and go well.
      const { lanes } = await this.describe('en');
      await Promise.all(
        lanes
          .filter((one) => !without.includes(one.lane))
          .map((one) =>
            send('POST', 'start', {
              run,
              lane: one.lane,
              ...(one.lane === scenarioLane && scenario && { scenario }),
            }),
          ),
      );
    },
    setScene: ({ scenarioLane: lane, ...chosen }) => send('PUT', 'scene', { ...chosen, lane }),
    stop: (lane) => send('POST', 'stop', { ...(lane !== undefined && { lane }) }),
    reset: () => send('POST', 'reset'),
    setPolicies: (policies) =>
      send('PUT', 'policies', { policies: policies.map(({ id, on }) => ({ id, on })) }),
  };
}

/** The browser connects again by itself, and says after which message. */
function follow(listener: StageListener): void {
  const stream = new EventSource('api/events');
  let waiting: StageMessage[] = [];
  stream.addEventListener('open', () => listener.connected(true));
  stream.addEventListener('error', () => {
    if (stream.readyState === EventSource.CLOSED) listener.ended();
    else listener.connected(false);
  });
  stream.addEventListener('message', ({ data }: MessageEvent<string>) => {
    // What comes in one go is shown in one go.
    if (waiting.length === 0)
      setTimeout(() => {
        const messages = waiting;
        waiting = [];
        listener.messages(messages);
      }, 16);
    waiting.push(JSON.parse(data) as StageMessage);
  });
}

async function send(method: string, what: string, body: object = {}): Promise<void> {
  const response = await ask(`api/${what}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.status === 409) throw new StillRunning();
  if (!response.ok) throw new Error(await reasonOf(response));
}

/** What the server says, where it says it in words; never a page of another server. */
async function reasonOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    if (typeof error === 'string') return error;
  } catch {
    // no JSON
  }
  return text.length > 0 && text.length < 300 && !text.includes('<') ? text : `${response.status}`;
}
