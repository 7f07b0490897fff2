import { type Server, STATUS_CODES } from 'node:http';

/** Says in words what is wrong with a request that never becomes one, where Node would send nothing. */
export function refuseInWords<Any extends Server>(server: Any): Any {
  return server.on('clientError', ({ code }: NodeJS.ErrnoException, socket) => {
    // Its end alone would leave the connection to the other side, for as long as that likes.
    const close = () => socket.destroy();
    // Before a TLS handshake is over nothing can be written, and the end of a write never comes.
    if (!socket.writable || !/^(HPE|ERR_HTTP)_/.test(code ?? '')) return void close();
    const [status, why] = reasons[code ?? ''] ?? [400, 'This is not an HTTP request.'];
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'content-type: text/plain; charset=utf-8',
      `content-length: ${why.length + 1}`,
      'cache-control: no-store',
      'connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${why}\n`, close);
  });
}

const reasons: Record<string, [status: number, why: string]> = {
  HPE_HEADER_OVERFLOW: [
    431,
    'This browser sends more cookies to localhost than can be read. Delete the cookies of localhost in it, ' +
      'or use a private window, and begin again.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long.'],
};
