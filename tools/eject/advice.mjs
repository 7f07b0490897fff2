/** @type {Record<string, string>} */
const byCode = {
  ENOTDIR: 'A part of the path is a file. Name another folder.',
  ELOOP: 'Links in the path lead in a circle. Name the folder that is meant.',
  ENAMETOOLONG: 'The name is too long for this system. Choose a shorter one.',
  ENOSPC: 'The disk is full. Make room, then run it again.',
  EEXIST: 'Something is there that was not there before. Look at it, then run it again.',
  ENOTEMPTY: 'Something is there that was not there before. Look at it, then run it again.',
};

/**
 * What to do after a file could not be written.
 *
 * @param {NodeJS.ErrnoException} error
 * @returns {string}
 */
export function advice({ code = '', message }) {
  const next = byCode[code] ?? 'Check that you may write there, then run it again.';
  return `The copy was not finished: ${message}. ${next}`;
}
