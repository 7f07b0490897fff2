import http from 'node:http';
import https from 'node:https';

export interface RequestOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer | undefined;
  ca?: string;
}

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** One HTTP request over a connection of its own; for the specs. */
export function request(url: string | URL, options: RequestOptions = {}): Promise<Answer> {
  const { body, ...rest } = options;
  const client = new URL(url).protocol === 'https:' ? https : http;
  const servername = new URL(url).hostname; // else another Host header would decide it
  return new Promise((resolve, reject) => {
    const sent = client.request(url, { ...rest, servername, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
