import { basename } from 'node:path';
import { plainLine } from './plain-text.ts';

/** The command that started this program, for more options behind it; SAMPLE_COMMAND names it where a launcher did. */
export function commandHere(): string {
  const { SAMPLE_COMMAND, npm_lifecycle_event: script, npm_config_user_agent } = process.env;
  if (SAMPLE_COMMAND) return plainLine(SAMPLE_COMMAND, 200);
  if (script !== 'start') return `node ${basename(process.argv[1] ?? '')}`;
  // These pass options on as they are.
  const [, other] = /^(pnpm|yarn)\//.exec(npm_config_user_agent ?? '') ?? [];
  return other ? `${other} start` : 'npm start --';
}

/** The same with these options; without any, it ends with no `--` that waits for some. */
export function commandWith(...options: string[]): string {
  return [commandHere(), ...options].join(' ').replace(/ --$/, '');
}

/**
 * The same for a script: nothing but the program's own lines may come on stdout, where npm writes a title.
 * SAMPLE_SCRIPTED names it where a launcher did.
 */
export function commandForScripts(...options: string[]): string {
  const { SAMPLE_SCRIPTED } = process.env;
  const command = SAMPLE_SCRIPTED
    ? plainLine(SAMPLE_SCRIPTED, 200)
    : commandHere()
        .replace(/^npm start/, 'npm start --silent')
        .replace(/^(pnpm|yarn) start/, '$1 --silent start');
  return [command, ...options].join(' ');
}

/**
 * The command that runs another sample, where a launcher has them: SAMPLE_SIBLINGS is its pattern,
 * `npm start -- {sample}`.
 */
export function commandOf(sample: string, ...options: string[]): string | undefined {
  const { SAMPLE_SIBLINGS } = process.env;
  if (!SAMPLE_SIBLINGS) return undefined;
  const command = plainLine(SAMPLE_SIBLINGS, 200).replace('{sample}', sample);
  if (options.length === 0) return command;
  // Nx, too, has its own options in front of a --.
  return [command, ...(command.startsWith('npx ') ? ['--'] : []), ...options].join(' ');
}
