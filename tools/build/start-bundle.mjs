// The first line of a bundle. It runs the lines below it, which are comments: so Node need not parse
// them where V8's code for them lies beside the file.
import { readFileSync } from 'node:fs';
import { codeFor, scriptOf } from './code-of-bundle.mjs';

const bundle = readFileSync(__filename);

function cachedData() {
  try {
    return codeFor(bundle, readFileSync(`${__filename}.v8`));
  } catch {
    // Without it V8 compiles the source as it always does.
    return undefined;
  }
}

const script = scriptOf(__filename, bundle, cachedData());
script.runInThisContext()(exports, require, module, __filename, __dirname);
