/**
 * What to type after a copy was written.
 *
 * @param {string} folder as it was given
 * @param {NodeJS.Platform} [platform]
 * @returns {string}
 */
export function nextSteps(folder, platform = process.platform) {
  return `  ${changeTo(folder, platform)}\n  npm install --ignore-scripts\n  npm start\n`;
}

/**
 * @param {string} folder
 * @param {NodeJS.Platform} platform
 */
function changeTo(folder, platform) {
  // A name must not steer the terminal that it is shown on.
  const plain = folder.replace(/[\p{Cc}\p{Cf}]/gu, '');
  if (/^[\w./][\w./-]*$/.test(plain)) return `cd ${plain}`;
  // cmd.exe knows neither -- nor single quotes, and its names hold no double ones.
  return platform === 'win32' ? `cd "${plain}"` : `cd -- '${plain.replaceAll("'", `'\\''`)}'`;
}
