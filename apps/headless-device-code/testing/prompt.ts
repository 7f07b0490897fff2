import type { DeviceCodePrompt } from '@entra-flows/auth-core';

/** What an authority sends, as far as displays show it. */
export function prompt(userCode: string): DeviceCodePrompt {
  return {
    userCode,
    deviceCode: 'not shown',
    verificationUri: 'https://login.example/device',
    expiresIn: 900,
    interval: 5,
    message: `Enter ${userCode}.`,
  };
}
