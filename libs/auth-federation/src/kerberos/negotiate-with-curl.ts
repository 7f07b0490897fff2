import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { said } from '@entra-flows/primitives/said';
import { listenOnLoopback } from '@entra-flows/auth-core';
import { FederationError } from '../federation-error.ts';
import { kerberosFault } from './kerberos-fault.ts';
import type { Negotiation } from './negotiation.ts';
import { type Program, type ProgramEnd, runProgram } from './run-program.ts';
import { readTicketCache } from './ticket-cache.ts';
import { waitForTicket } from './wait-for-ticket.ts';

/**
 * Negotiate by curl, which makes the token and sends it to a port of this process instead of to the
 * federation server: the request itself goes out like every other one, with this program's
 * certificates, proxy, deadlines and trace. curl then checks the server's answer as if it had come
 * to curl.
 *
 * @see docs/decisions/0013-curl-lends-its-ticket-and-nothing-else.md
 */
export async function negotiateWithCurl(host: string, signal?: AbortSignal): Promise<Negotiation> {
  const catcher = await openLoopbackCatcher();
  const curl = runProgram('curl', ['-q', '-K', '-'], configOf(host, catcher));
  const end = () => {
    curl.child.kill();
    catcher.close();
  };
  try {
    const request = await waitForTicket(host, signal, () =>
      Promise.race([catcher.caught, curl.ended.then(failWithout)]),
    );
    const token = tokenIn(request);
    if (!token) throw await faultOf(request, curl, host);
    return { token, end, confirm: (answer) => confirm(answer, request, curl) };
  } catch (error) {
    end();
    throw error;
  }
}

/**
 * On its input, since every user of the machine can read arguments. In plain HTTP, since the request never
 * leaves the machine; Kerberos looks at the name of the host alone.
 */
const configOf = (host: string, { port, path }: { port: number; path: string }): string =>
  [
    `url = "http://${host}${path}"`,
    `connect-to = "::127.0.0.1:${port}"`,
    'noproxy = "*"',
    'negotiate',
    'user = ":"',
    'max-time = 90',
    'silent',
    // Why there is no ticket is said here only.
    'verbose',
    '',
  ].join('\n');

function failWithout({ missing, code, err }: ProgramEnd): never {
  const old = /doesn't support|not supported/.test(err);
  const ended = { en: `curl ended with ${code}`, ko: `curl이 실패했습니다(종료 코드 ${code})` };
  const unable = { en: 'curl cannot Negotiate', ko: 'curl이 Negotiate를 지원하지 않습니다' };
  const why = missing ? { en: 'curl is not there', ko: 'curl이 없습니다' } : old ? unable : ended;
  throw new FederationError('kerberos_unavailable', said(why));
}

/** Windows falls back to NTLM, which does not count as a ticket: AD FS would ask again. */
function tokenIn({ authorization }: CaughtRequest): string | undefined {
  const token = /^Negotiate ([\w+/]+={0,2})$/.exec(authorization ?? '')?.[1];
  return token?.startsWith(NTLM) ? undefined : token;
}

const NTLM = Buffer.from('NTLMSSP').toString('base64').slice(0, 9);

async function faultOf(
  request: CaughtRequest,
  curl: Program,
  host: string,
): Promise<FederationError> {
  request.answer(204, {});
  const said = faultLine(await curl.ended);
  // SPNEGO often hides the reason; without any ticket it is clear.
  const { valid } = await readTicketCache();
  return kerberosFault(valid === false ? 'no credentials' : (said ?? ''), host);
}

async function confirm(answer: string, request: CaughtRequest, curl: Program): Promise<boolean> {
  // With 401 curl takes the next step of the negotiation, and says when that fails.
  request.answer(401, { 'www-authenticate': `Negotiate ${answer}` });
  const end = await curl.ended;
  return end.code === 0 && faultLine(end) === undefined;
}

function faultLine({ err }: ProgramEnd): string | undefined {
  return /(?:gss_init_sec_context\(\)|InitializeSecurityContext) failed:? *(.*)/.exec(err)?.[1];
}

/** A request of curl that waits for its answer. */
interface CaughtRequest {
  /** Of HTTP; missing when curl has no ticket. */
  authorization: string | undefined;
  answer(status: number, headers: Record<string, string>): void;
}

interface LoopbackCatcher {
  port: number;
  /** Known to curl alone, so that another program of this machine cannot put in its own ticket. */
  path: string;
  caught: Promise<CaughtRequest>;
  close(): void;
}

/** A server on loopback that takes one request, and holds it. */
async function openLoopbackCatcher(): Promise<LoopbackCatcher> {
  const path = `/${randomBytes(24).toString('base64url')}`;
  let resolve!: (request: CaughtRequest) => void;
  const caught = new Promise<CaughtRequest>((done) => (resolve = done));
  const onRequest: RequestListener = ({ url, headers }, response) => {
    if (url !== path) return answer(response, 404, {});
    resolve({
      authorization: headers.authorization,
      answer: (status, more) => answer(response, status, more),
    });
  };
  const { port, close } = await listenOnLoopback(() => createServer(onRequest), 0);
  return { port, path, caught, close: () => void close() };
}

function answer(response: ServerResponse, status: number, headers: Record<string, string>): void {
  response.writeHead(status, { ...headers, 'content-length': '0', connection: 'close' }).end();
}
