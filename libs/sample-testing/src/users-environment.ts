/**
 * The environment of a user's shell: without settings of Entra, and without those of an outer program. Nx
 * takes `nx serve` inside one of its own tasks for a loop, and behaves differently under CI.
 */
export function usersEnvironment(): NodeJS.ProcessEnv {
  const isOthers = (name: string) => /^(NX_|ENTRA_|CI$|JEST_)/.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOthers(name)));
}
