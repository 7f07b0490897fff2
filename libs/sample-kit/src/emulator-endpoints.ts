import { parseJsonObject } from '@entra-flows/primitives/json-object';
import { readSmallFile } from './read-small-file.ts';
import { said } from '@entra-flows/primitives/said';
import { UsageError } from './usage-error.ts';

/** Addresses of the local identity emulator, from the file that ENTRA_EMULATOR names. */
export interface EmulatorEndpoints {
  /** `https://localhost:{port}/{tenant id}` */
  authority: string;
  /** Base of its Graph, `https://localhost:{port}/graph/v1.0`. */
  graph: string;
  /** PEM of the authority that signed its certificate. */
  ca: string;
  /** `http://localhost:{port}`: where users sign in. */
  pages?: string;
}

/**
 * Reads the emulator's endpoints. An emulator is on this machine, and so is its Graph: a forged file
 * must not be able to send the token elsewhere.
 *
 * @throws {UsageError} when the file is missing or is something else
 */
export function readEmulatorEndpoints(file: string): EmulatorEndpoints {
  const text = readSmallFile(
    file,
    said({ en: 'The file that ENTRA_EMULATOR names', ko: 'ENTRA_EMULATOR가 가리키는 파일' }),
  );
  const { authority, graph, ca, pages } = parseJsonObject(text) ?? {};
  if (!isLink(authority) || !isLink(graph) || typeof ca !== 'string' || !isCertificate(ca)) {
    throw notUsable(
      file,
      said({
        en: 'it is not JSON, or does not hold authority, graph and ca',
        ko: 'JSON이 아니거나 authority, graph, ca가 없습니다',
      }),
    );
  }
  if (!isLoopback(authority))
    throw notUsable(
      file,
      said({
        en: 'its authority is not on this machine',
        ko: 'authority가 이 컴퓨터에 있지 않습니다',
      }),
    );
  if (new URL(graph).origin !== new URL(authority).origin) {
    throw notUsable(
      file,
      said({
        en: 'its graph is not where its authority is',
        ko: 'graph가 authority와 같은 곳에 있지 않습니다',
      }),
    );
  }
  if (pages === undefined) return { authority, graph, ca };
  if (!isLink(pages) || !isLoopback(pages)) {
    throw notUsable(
      file,
      said({ en: 'its pages are not on this machine', ko: 'pages가 이 컴퓨터에 있지 않습니다' }),
    );
  }
  return { authority, graph, ca, pages };
}

/** By name or address; a name that merely resolves to this machine may resolve to another tomorrow. */
export function isLoopback(link: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(link).hostname);
}

const isCertificate = (pem: string) => pem.includes('CERTIFICATE');

function isLink(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value);
}

function notUsable(file: string, why: string): UsageError {
  return new UsageError(
    said({
      en:
        `ENTRA_EMULATOR names ${file}, which cannot be used: ${why}.\n` +
        'Name the file of an emulator that runs, or unset it.',
      ko:
        `ENTRA_EMULATOR가 가리키는 ${file} 파일을 쓸 수 없습니다(${why}).\n` +
        '실행 중인 에뮬레이터의 파일을 지정하거나 설정을 지우세요.',
    }),
  );
}
