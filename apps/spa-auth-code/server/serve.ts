import { createServer as createHttpServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listenOnLoopback, manyCookies } from '@entra-flows/auth-core/listen-on-loopback';
import { createServer } from 'vite';
import { readSettings } from './read-settings.ts';

const help = `spa-auth-code: serves a single-page app that signs users in, for development.

Usage: npx nx serve spa-auth-code -- [options]

Options:
  --port NUMBER   port of loopback to listen on (5173); 0 for any that is free
  --help          this text

Environment, or .env.local in the current folder:
  ENTRA_CLIENT_ID, ENTRA_AUTHORITY   the app registration; the workspace's own
                                     launcher puts the local emulator in their place
  ENTRA_GRAPH                        address of Microsoft Graph, if not that of the authority's cloud

Exit codes: 0 stopped by a signal, 1 failed, 2 wrong usage.
`;

/** What the user who typed the command can correct. */
class UsageError extends Error {}

try {
  const options = parsed();
  if (options.help) process.stdout.write(help);
  else await serve(portOf(options.port));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

/**
 * Vite's development server, until a signal comes. It would take one address of `localhost` and leave
 * the other to any program, so it gets its requests from a server on each.
 */
async function serve(port: number): Promise<void> {
  const { problem } = readSettings('development');
  if (problem) throw new UsageError(problem);
  // Takes the connections over which the page learns of changes; it never listens itself.
  const updates = createHttpServer();
  const server = await createServer({
    configFile: join(import.meta.dirname, '../vite.config.ts'),
    logLevel: 'warn',
    clearScreen: false,
    server: { middlewareMode: true, ws: { server: updates } },
  });
  const makeServer = () =>
    createHttpServer(manyCookies, server.middlewares).on('upgrade', (...connection) =>
      updates.emit('upgrade', ...connection),
    );
  const listener = await listenOnLoopback(makeServer, port).catch(async (error: Error) => {
    await server.close();
    throw new UsageError(
      `Port ${port} cannot be used: ${error.message}. Choose another one with --port.`,
    );
  });
  process.stdout.write(`Open http://localhost:${listener.port}/\n`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void Promise.all([listener.close(), server.close()]).then(() => process.exit(0));
    });
  }
}

function parsed() {
  const options = {
    port: { type: 'string', default: '5173' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    // pnpm passes the -- on that npm takes for itself.
    const args = process.argv.slice(process.argv[2] === '--' ? 3 : 2);
    return parseArgs({ args, options }).values;
  } catch (error) {
    // Node's first sentence says what is wrong; the rest is about how Node reads options.
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new UsageError(`${why.replace(/\.$/, '')}.\n--help lists the options.`);
  }
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`--port ${text.slice(0, 40)} is not a whole number between 0 and 65535.`);
}
