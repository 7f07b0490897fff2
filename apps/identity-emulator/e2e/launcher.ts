/** A launcher that can be killed: starts the emulator, says so, and waits. */
import { startServer } from './processes.ts';

const { said } = await startServer(process.argv[2] ?? '');
process.stdout.write(`${said.type}\n`);
setInterval(() => {}, 60_000);
