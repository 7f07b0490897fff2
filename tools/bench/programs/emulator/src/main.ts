/** An emulator in a process of its own, which tells what it costs. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { startIdentityEmulator } from '@entra-flows/identity-emulator';
import { answerCosts } from '../../../answer-costs.ts';

const emulator = await startIdentityEmulator({
  maxConnections: 5000,
  deviceCode: { interval: Number(process.argv[2] ?? 5) },
  ...(process.argv[3] && { dataDir: process.argv[3] }),
});
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const input = Buffer.alloc(800, 'x'); // about the length of an access token

answerCosts({
  /** Nothing but signatures of RS256, as fast as this machine makes them. */
  sign: (count) => {
    for (let done = 0; done < count; done += 1) sign('sha256', input, privateKey);
  },
});
const { authority, ca, clientId, graph, controlUrl: url, controlSecret: secret } = emulator;
process.send?.({ authority, ca, clientId, graph, address: { url, secret } });
