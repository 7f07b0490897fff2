// What a bundle begins with: runs the program that its last line holds, packed. Where the file beside it fits, the
// program and V8's code for it come from there, and nothing is unpacked or compiled.
import { readFileSync } from 'node:fs';
import { codeFor, scriptOf, unpacked } from './code-of-bundle.mjs';

// The build puts it in.
const { id, length } = /** @type {{ PROGRAM: { id: string, length: number } }} */ (
  /** @type {unknown} */ (globalThis)
).PROGRAM;

function kept() {
  try {
    return codeFor(id, length, readFileSync(`${__filename}.v8`));
  } catch {
    return undefined;
  }
}

const { text, code } = kept() ?? { text: unpacked(readFileSync(__filename)), code: undefined };
const script = scriptOf(__filename, text, code);
script.runInThisContext()(exports, require, module, __filename, __dirname);
