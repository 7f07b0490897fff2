/**
 * Which layer may import which: samples -> kit, federation, redis -> core -> primitives, @azure/msal-node.
 *
 * A layer stands in a project's package.json as the Nx tag `layer:…`. `imports` is what its product
 * code may reach, `tests` what its specs may reach besides, `refuses` npm packages that it must not
 * know although a dependency might bring them.
 *
 * @typedef {{ imports: string[], tests: string[], refuses?: string[] }} Layer
 * @type {Record<string, Layer>}
 */
export const layers = {
  sample: { imports: ['kit', 'federation', 'redis', 'core'], tests: ['emulator', 'testing'] },
  // An Electron app. Its page, which may reach nothing of Node, has a rule and a tsconfig of its own.
  desktop: { imports: ['kit', 'core'], tests: ['emulator', 'testing'] },
  // A sample that runs in a browser: nothing of Node may reach it.
  page: { imports: ['core'], tests: ['catalog', 'emulator', 'testing'] },
  kit: { imports: ['core', 'primitives'], tests: ['emulator'] },
  federation: { imports: ['core', 'primitives'], tests: ['emulator'] },
  redis: { imports: ['core', 'primitives'], tests: ['emulator'] },
  core: { imports: ['primitives'], tests: ['emulator'], refuses: ['electron', 'express'] },
  // Small things that the libraries carry inside: not a package that users meet.
  primitives: { imports: [], tests: [], refuses: ['@azure/msal-node'] },
  catalog: { imports: [], tests: [] },
  // The command that copies samples: built into one file, with all that it imports.
  create: { imports: ['core', 'catalog', 'primitives'], tests: [] },
  emulator: { imports: ['primitives'], tests: [] },
  // What specs of samples share.
  testing: { imports: ['core', 'emulator'], tests: [] },
  'emulator-app': { imports: ['emulator', 'primitives'], tests: [] },
  // Runs the samples beside each other, with the harness and the launcher that tests and users have.
  comparison: {
    imports: [
      'kit',
      'federation',
      'core',
      'catalog',
      'create',
      'emulator',
      'primitives',
      'testing',
      'tool',
    ],
    tests: [],
  },
  tool: {
    imports: ['kit', 'federation', 'redis', 'core', 'catalog', 'create', 'emulator', 'primitives'],
    tests: ['testing'],
  },
};
