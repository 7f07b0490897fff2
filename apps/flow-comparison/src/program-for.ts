import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { nodeFlags } from '@entra-flows/tools/launch/programs.mjs';

const bundler = () =>
  createRequire(import.meta.url).resolve('@entra-flows/tools/launch/programs.mjs');

/**
 * How Node runs a program of the workspace, as `programOf` of tools/launch tells it. The bundle is made in a
 * process of its own: a bundler that has worked once keeps hundreds of megabytes.
 */
export async function programFor(entry: string): Promise<string[]> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [bundler(), entry]);
    return [stdout.trim()];
  } catch {
    return [...nodeFlags, entry];
  }
}
