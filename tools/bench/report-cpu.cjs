// Preloaded into a process that is timed: tells its user and system time, in microseconds, on fd 3.
process.once('exit', () => {
  const { user, system } = process.cpuUsage();
  require('node:fs').writeSync(3, String(user + system));
});
