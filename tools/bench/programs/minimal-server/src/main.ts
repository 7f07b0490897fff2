/**
 * The least that answers a poll over TLS: reads the form, sends JSON of the usual size. With `express`
 * as second argument the same behind one route of Express.
 */
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { answerCosts } from '../../../answer-costs.ts';

const [, , folder = '', kind] = process.argv;
const file = join(folder, 'certificate.json');
const { cert, ca, key } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;

function answer(form: Buffer, response: ServerResponse): void {
  const error = new URLSearchParams(form.toString()).get('grant_type');
  const body = JSON.stringify({ error, error_description: 'x'.repeat(600) });
  response.writeHead(400, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}

const app = express();
app.use(express.raw({ type: () => true }));
app.post('/:tenant/oauth2/v2.0/token', (request, response) =>
  answer(request.body as Buffer, response),
);
const server = createServer({ cert: `${cert}${ca}`, key, keepAliveTimeout: 65_000 });
if (kind === 'express') server.on('request', app);
else
  server.on('request', (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer(Buffer.concat(parts), response));
  });
server.listen(0, '127.0.0.1', () => {
  answerCosts({});
  const { port } = server.address() as AddressInfo;
  process.send?.({ authority: `https://localhost:${port}`, ca });
});
