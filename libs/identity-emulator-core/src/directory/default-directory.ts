import type { Directory } from './directory.ts';

/** One made-up tenant with one public client app. The passwords are no secrets: pages show them. */
export const defaultDirectory: Directory = {
  tenants: [
    {
      id: '5f3c8a52-91d7-4b0e-8c35-2d6a7e10f4b9',
      name: 'Contoso',
      // The second name exists so that a rule of the scripted person can be bound to it alone.
      domains: ['contoso.example', 'hands-free.contoso.example'],
      apps: [
        {
          clientId: '0c7d2a64-3f18-4e59-b1a6-9d5e8c20f713',
          name: 'Entra Flows samples',
          publicClient: true,
          redirectUris: ['http://localhost', 'http://127.0.0.1'],
          signInAudience: 'any-tenant',
        },
      ],
      users: [
        {
          id: 'a1b7c3e0-52d4-4f86-9e0b-7c18d2f6a301',
          username: 'adele@contoso.example',
          password: 'Password-of-Adele-1',
          displayName: 'Adele Vance',
          givenName: 'Adele',
          surname: 'Vance',
          jobTitle: 'Retail Manager',
        },
        {
          id: 'b2c8d4f1-63e5-4a97-8f1c-8d29e3a7b402',
          username: 'bruno@contoso.example',
          password: 'Password-of-Bruno-1',
          displayName: 'Bruno Keller',
          givenName: 'Bruno',
          surname: 'Keller',
          jobTitle: 'Service Technician',
        },
        {
          id: 'c3d9e5a2-74f6-4ba8-9a2d-9e3af4b8c503',
          username: 'dora@contoso.example',
          password: 'Password-of-Dora-1',
          displayName: 'Dora Nowak',
          givenName: 'Dora',
          surname: 'Nowak',
          disabled: true,
        },
      ],
    },
  ],
  resources: [
    {
      // The app id that Microsoft Graph has in every tenant.
      id: '00000003-0000-0000-c000-000000000000',
      name: 'Microsoft Graph',
      uris: ['https://graph.microsoft.com'],
      scopes: ['User.Read', 'User.ReadBasic.All', 'Mail.Read', 'Calendars.Read', 'Files.Read'],
    },
  ],
};
