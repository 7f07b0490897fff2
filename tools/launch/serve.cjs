const HANDS_FREE = '--hands-free';

/**
 * Nx executor: `nx serve <app>` runs the app with the terminal handed straight through. `--hands-free` among
 * its arguments is for the launcher, as for `npm start`.
 *
 * Nx makes any exit code from 1 to 127 a 1 and reports it; from 129 on, a code passes if the process
 * ends by itself, and then without a report of failure, which an interrupt is not.
 *
 * @param {import('./src/launch.ts').LaunchOptions & { __unparsed__?: string[] }} options
 * @param {import('nx/src/config/misc-interfaces').ExecutorContext} context
 */
module.exports = async function serve(options, context) {
  // Nx's own value, whatever the output is: the app looks at its output itself.
  if (process.env['FORCE_COLOR'] === 'true') delete process.env['FORCE_COLOR'];
  const { __unparsed__: given = [], ...how } = options;
  const args = given.filter((arg) => arg !== HANDS_FREE);
  const handsFree = given.includes(HANDS_FREE);
  const { loadLauncher } = await import('./programs.mjs');
  const { launch, signalCode } = await loadLauncher();
  const project = context.projectsConfigurations.projects[context.projectName ?? ''];
  const code = signalCode(await launch(project?.root ?? '', args, { ...how, handsFree }));
  if (code > 128) process.exit(code);
  return { success: code === 0 };
};
