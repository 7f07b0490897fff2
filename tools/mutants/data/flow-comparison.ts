import type { MutantSet } from '../mutant.ts';

/** What keeps the stage to its own page, and secrets out of it. */
export const flowComparison: MutantSet = {
  project: 'apps/flow-comparison',
  mutants: [
    {
      name: 'any page may change the stage',
      file: 'src/server/session.ts',
      from: 'hosts(port).some((host) => headers.origin === `http://${host}`)',
      to: 'hosts(port).length > 0 || headers.origin === undefined',
      spec: 'src/server/serve-stage.spec.ts',
    },
    {
      name: 'any name that leads here is served',
      file: 'src/server/session.ts',
      from: "hosts(port).includes((headers.host ?? '').toLowerCase())",
      to: "hosts(port).length > 0 || headers.host === ''",
      spec: 'src/server/serve-stage.spec.ts',
    },
    {
      name: 'any key opens the stage',
      file: 'src/server/session.ts',
      from: 'given !== null && isSame(given, key)',
      to: 'given !== null && given !== key.slice(1)',
      spec: 'src/server/serve-stage.spec.ts',
    },
    {
      name: 'a token in the terminal reaches the page',
      file: 'src/lanes/redact-terminal.ts',
      from: '(isPlain(run) ? run : `[${run.length} chars]`)',
      to: '(isPlain(run) ? `[${run.length} chars]` : run)',
      spec: 'src/lanes/run-child.spec.ts',
    },
    {
      name: 'a process that left the group of its sample is left behind',
      file: 'src/lanes/run-child.ts',
      from: '    endEscaped(id);\n',
      to: '',
      spec: 'src/lanes/run-child.spec.ts',
    },
  ],
};
