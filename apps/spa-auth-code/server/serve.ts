import { createServer as createHttpServer } from 'node:http';
import { join } from 'node:path';
import {
  listenOnLoopback,
  manyCookies,
  portProblem,
} from '@entra-flows/auth-core/listen-on-loopback';
import { messageLanguage } from '@entra-flows/auth-core/page';
import { createServer } from 'vite';
import { failureText, readArguments, UsageError } from './read-arguments.ts';
import { readSettings } from './read-settings.ts';

const texts = {
  en: {
    open: (address: string) => `Open ${address}`,
    notWritten: (code?: string) => `The output could not be written (${code}).`,
  },
  ko: {
    open: (address: string) => `브라우저에서 여세요: ${address}`,
    notWritten: (code?: string) => `출력을 쓸 수 없었습니다(${code}).`,
  },
};

// A reader may have enough (`--help | head -1`), and a disk may be full.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') return;
  process.stderr.write(failureText(texts[messageLanguage()].notWritten(code)));
  process.exitCode = 1;
});

try {
  const { port, help } = readArguments(process.argv.slice(2));
  if (help) process.stdout.write(help);
  else await serve(port);
} catch (error) {
  process.stderr.write(failureText(error instanceof Error ? error.message : String(error)));
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
  const { open } = texts[messageLanguage()];
  const listener = await listenOnLoopback(makeServer, port).catch(async (error: unknown) => {
    await server.close();
    throw new UsageError(portProblem(port, error));
  });
  process.stdout.write(`${open(`http://localhost:${listener.port}/`)}\n`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void Promise.all([listener.close(), server.close()]).then(() => process.exit(0));
    });
  }
}
