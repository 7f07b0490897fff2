/** A sample that misbehaves, as its first argument says. */
import { spawn } from 'node:child_process';

const [how = ''] = process.argv.slice(2);
const faults = {
  hang() {
    process.on('SIGTERM', () => {});
    process.stdout.write('hangs\n');
    setInterval(() => {}, 1000);
  },
  die: () => process.kill(process.pid, 'SIGKILL'),
  flood() {
    const lines = 'a line that has nothing to say, once more\n'.repeat(2000);
    const write = () => void process.stdout.write(lines, write);
    write();
  },
  escape() {
    // Ends by itself where nobody ends it.
    const args = ['-e', 'setTimeout(() => {}, 60_000)'];
    const child = spawn(process.execPath, args, { detached: true, stdio: 'ignore' });
    child.unref();
    process.stdout.write(`escaped ${child.pid}\n`);
  },
  secrets() {
    const [, planted] = process.argv.slice(2);
    process.stdout.write(`token ${planted}\nlink http://localhost/?code=${planted}&x=1\nhalf `);
    process.stdout.write(String(planted).slice(0, 20));
    setTimeout(() => process.stdout.write(`${String(planted).slice(20)}\n`), 20);
  },
};
faults[/** @type {keyof typeof faults} */ (how)]();
