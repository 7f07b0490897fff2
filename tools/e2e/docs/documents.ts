/** A newcomer's. */
export const firstDocuments = ['README.md'];

export const otherDocuments = [
  'apps/cli-device-code/README.md',
  'apps/headless-device-code/README.md',
  'apps/cli-device-code-steps/README.md',
  'apps/cli-azure-sdk/README.md',
  'apps/cli-interactive/README.md',
  'apps/cli-broker/README.md',
  'apps/cli-username-password/README.md',
  'apps/cli-accounts/README.md',
  'apps/spa-auth-code/README.md',
  'apps/identity-emulator/README.md',
  'docs/training.md',
  'CONTRIBUTING.md',
];

/** Their commands need more than a clone, or write into it. */
export const runElsewhere = {
  'apps/cli-integrated-windows/README.md': 'apps/cli-integrated-windows/e2e/ticket.spec.ts',
  'apps/electron-interactive/README.md': 'apps/electron-interactive/launch/serve.spec.ts',
  'apps/flow-comparison/README.md': 'apps/flow-comparison/e2e/recordings.spec.ts',
  'apps/web-auth-code/README.md': 'apps/web-auth-code/e2e/user-in-a-browser.spec.ts',
  'docs/app-registration/README.md': 'tools/e2e/app-registration.spec.ts',
  'docs/copying-a-sample.md': 'tools/e2e/every-copy.spec.ts',
  'docs/fleet.md': 'tools/fleet/fleet.spec.ts',
  'libs/flow-catalog/README.md': 'tools/docs/flow-catalog.spec.ts',
  'tools/create/readme-of-copy.md': 'tools/e2e/every-copy.spec.ts',
};
