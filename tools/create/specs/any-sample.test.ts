import { testUsage, useEmulator } from './run-program.ts';

useEmulator();
testUsage();
