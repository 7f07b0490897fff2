import type { StageMessage } from './messages.ts';

const waiting: StageMessage[] = [];
console.log(`flow-comparison: ${waiting.length} messages`);
