import type { Recording } from './messages.ts';

const recordings: Recording[] = [];
console.log(`flow-comparison: ${recordings.length} recordings`);
