import { mistakes, type MutantSet } from '../mutant.ts';

/** What keeps the stage to its own page, and secrets out of it. */
export const flowComparison: MutantSet = {
  project: 'apps/flow-comparison',
  mutants: [
    mistakes('src/server/session.ts', 'src/server/serve-stage.spec.ts', {
      'any page may change the stage': [
        'hosts(port).some((host) => headers.origin === `http://${host}`)',
        'hosts(port).length > 0 || headers.origin === undefined',
      ],
      'any name that leads here is served': [
        "hosts(port).includes((headers.host ?? '').toLowerCase())",
        "hosts(port).length > 0 || headers.host === ''",
      ],
      'any key opens the stage': [
        'given !== null && isSame(given, key)',
        'given !== null && given !== key.slice(1)',
      ],
    }),
    mistakes('src/lanes/redact-terminal.ts', 'src/lanes/run-child.spec.ts', {
      'a token in the terminal reaches the page': [
        '(isPlain(run) ? run : `[${run.length} chars]`)',
        '(isPlain(run) ? `[${run.length} chars]` : run)',
      ],
    }),
    mistakes('src/lanes/run-child.ts', 'src/lanes/run-child.spec.ts', {
      'a process that left the group of its sample is left behind': ['    endEscaped(id);\n', ''],
    }),
  ],
};
