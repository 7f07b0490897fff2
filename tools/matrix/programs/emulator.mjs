// An emulator from its package, for the programs beside this one, until its standard input ends.
import { startIdentityEmulator } from '@entra-flows/identity-emulator';

const emulator = await startIdentityEmulator({ deviceCode: { interval: 0.1 } });
await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
const { clientId, authority, ca, graph } = emulator;
console.log(JSON.stringify({ clientId, authority, ca, graph }));
process.stdin.resume().once('end', () => void emulator.close());
