// Runs a hook while the process has no file descriptor left, and then one while it has.
import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { openJournal } from '../src/journal.ts';
import { serviceStatus } from '../src/service-status.ts';
import { codeHook } from '../src/show/code-hook.ts';
import { prompt } from './prompt.ts';

const status = serviceStatus();
codeHook('true', { journal: openJournal({ json: true }), status });
const taken: number[] = [];
try {
  for (;;) taken.push(openSync('/dev/null', 'r'));
} catch {
  status.codeIsShown(prompt('NONE-LEFT'));
}
await delay(100);
for (const descriptor of taken) closeSync(descriptor);
status.codeIsShown(prompt('SOME-LEFT'));
