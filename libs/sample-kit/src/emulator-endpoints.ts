import { readSmallFile } from './read-small-file.ts';
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
  const text = readSmallFile(file, 'The file that ENTRA_EMULATOR names');
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    throw notUsable(file, 'it is not JSON');
  }
}

function isLink(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value);
}

function notUsable(file: string, why: string): UsageError {
  return new UsageError(
    `ENTRA_EMULATOR names ${file}, which cannot be used: ${why}.\n` +
      'Start the sample in the workspace with "npx nx serve", which sets it, or unset it.',
  );
}
