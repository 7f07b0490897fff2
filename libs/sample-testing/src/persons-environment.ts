/**
 * The environment of a person who has set nothing of Entra and is inside no other program: Nx takes
 * `nx serve` below one of its own tasks for a loop, and behaves differently under CI.
 */
export function personsEnvironment(): NodeJS.ProcessEnv {
  const isOthers = (name: string) => /^(NX_|ENTRA_|CI$|JEST_)/.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOthers(name)));
}
