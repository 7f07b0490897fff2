import { readFileSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/** What the local identity emulator says of itself, in the file that ENTRA_EMULATOR names. */
export interface EmulatorEndpoints {
  /** `https://localhost:{port}/{tenant id}` */
  authority: string;
  /** Base of its Graph, `https://localhost:{port}/graph/v1.0`. */
  graph: string;
  /** PEM of the authority that signed its certificate. */
  ca: string;
}

/**
 * Reads the emulator's endpoints.
 *
 * @throws {UsageError} when the file is missing or is something else
 */
export function readEmulatorEndpoints(file: string): EmulatorEndpoints {
  const found = parsed(file);
  const { authority, graph, ca } = found;
  if (isLink(authority) && isLink(graph) && typeof ca === 'string' && ca.includes('CERTIFICATE')) {
    return { authority, graph, ca };
  }
  throw notUsable(file, 'it does not hold authority, graph and ca');
}

function parsed(file: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch (error) {
    throw notUsable(file, error instanceof SyntaxError ? 'it is not JSON' : String(error));
  }
}

function isLink(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value);
}

function notUsable(file: string, why: string): UsageError {
  return new UsageError(
    `ENTRA_EMULATOR names ${file}, which cannot be used: ${why}.\n` +
      'Start the sample with "npx nx serve", which sets it, or unset it.',
  );
}
