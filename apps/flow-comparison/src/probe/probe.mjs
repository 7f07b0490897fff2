/**
 * Preloaded into a sample by the stage (`--import`). It forwards what auth-core publishes about its own work,
 * and at the end which functions of the sample's bundle ran, as JSON lines on descriptor 3. The sample knows
 * nothing of it. When the stage is gone, the sample ends.
 */
import { subscribe } from 'node:diagnostics_channel';
import { writeSync } from 'node:fs';
import { Session } from 'node:inspector';
import { Socket } from 'node:net';
import { parentPort } from 'node:worker_threads';

const descriptor = 3;

/**
 * What the stage asks for: the channels of auth-core, and where main.ts lies in the bundle (characters).
 *
 * @type {{ channels: string[], file: string, from: number, to: number }}
 */
const { channels, file, from, to } = JSON.parse(process.env['FLOW_COMPARISON_PROBE'] ?? '{}');

/** @param {object} message */
function send(message) {
  const line = Buffer.from(`${JSON.stringify(message)}\n`);
  let sent = 0;
  for (let tries = 0; sent < line.length && tries < 200; tries += 1) {
    try {
      sent += writeSync(descriptor, line, sent);
    } catch (error) {
      // The stage reads; a moment later there is room.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EAGAIN') return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

if (!parentPort && channels) {
  const stage = new Socket({ fd: descriptor });
  stage.on('error', () => {}).on('data', tellLines);
  stage.once('close', () => process.kill(process.pid, 'SIGTERM'));
  stage.unref();

  // With fractions: two steps may come in one millisecond.
  const now = () => performance.timeOrigin + performance.now();
  for (const name of channels)
    subscribe(name, (message) => send({ type: 'client', name, at: now(), message }));

  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  process.once('exit', tellLines);

  function tellLines() {
    session.post('Profiler.takePreciseCoverage', (error, taken) => {
      const script = error ? undefined : taken.result.find(({ url }) => url === file);
      const functions = (script?.functions ?? [])
        .map(({ ranges }) =>
          ranges.map(({ startOffset, endOffset, count }) => [startOffset, endOffset, count]),
        )
        .filter(([[start = 0, end = 0] = []]) => start < to && end > from);
      send({ type: 'coverage', functions });
    });
  }
}
