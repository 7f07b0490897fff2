// Preloaded into a sample: below the folder REFUSE_BELOW the system refuses to write, with the number
// REFUSE_ERRNO, as Node reports a number that libuv has no name for.
const fs = require('node:fs');
const { REFUSE_BELOW = '', REFUSE_ERRNO = '' } = process.env;
const errno = -Number(REFUSE_ERRNO);
const EROFS = -30;

/** @param {string} syscall @param {unknown} path */
function refuse(syscall, path) {
  if (!String(path).startsWith(REFUSE_BELOW)) return;
  const code = `Unknown system error ${errno}`;
  const message = `${code}: ${code}, ${syscall} '${String(path)}'`;
  throw Object.assign(new Error(message), { errno, code, syscall, path });
}

const { openSync } = fs;
fs.openSync = (path, flags = 'r', mode) => {
  if (flags !== 'r' && typeof flags !== 'number') refuse('open', path);
  return openSync(path, flags, mode);
};
// A full disk lets go of what it has.
for (const name of errno === EROFS ? ['mkdir', 'rename', 'rmdir', 'rm', 'utimes'] : ['mkdir']) {
  const original = fs.promises[name];
  fs.promises[name] = async (path, ...more) => {
    refuse(name, path);
    return await original(path, ...more);
  };
}
