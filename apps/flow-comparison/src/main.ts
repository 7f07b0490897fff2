import type { StageState } from './messages.ts';

const lanes: StageState['lanes'] = [];
console.log(`flow-comparison: ${lanes.length} lanes`);
