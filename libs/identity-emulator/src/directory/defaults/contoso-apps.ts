import type { App } from '../directory.ts';
import { ordersApiId, reportsApiId } from './resources.ts';

const publicClient: App = {
  clientId: '0c7d2a64-3f18-4e59-b1a6-9d5e8c20f713',
  name: 'Entra Flows samples',
  publicClient: true,
  redirectUris: [
    'http://localhost',
    'http://127.0.0.1',
    'msal0c7d2a64-3f18-4e59-b1a6-9d5e8c20f713://auth',
  ],
  signInAudience: 'any-tenant',
};

/** Takes personal accounts too. */
const forAllAccounts: App = {
  clientId: '1d8e3b75-4029-4f6a-82b7-ae6f9d310824',
  name: 'Entra Flows for all accounts',
  publicClient: true,
  redirectUris: ['http://localhost', 'http://127.0.0.1'],
  signInAudience: 'any-account',
};

/** Has no consent yet. */
const askingApp: App = {
  clientId: '2e9f4c86-513a-4a7b-93c8-bf70ae421935',
  name: 'Contoso Expenses',
  publicClient: true,
  redirectUris: ['http://localhost', 'http://127.0.0.1'],
  signInAudience: 'any-tenant',
  preConsented: [],
};

const webApp: App = {
  clientId: '3fa05d97-624b-4b8c-84d9-c081bf532a46',
  name: 'Contoso Web',
  publicClient: false,
  redirectUris: ['http://localhost', 'http://127.0.0.1'],
  signInAudience: 'any-tenant',
  secrets: ['Secret-of-Contoso-Web-1'],
};

const singlePageApp: App = {
  clientId: '40b16ea8-735c-4c9d-95ea-d192c0643b57',
  name: 'Contoso Single Page',
  publicClient: false,
  spaRedirectUris: ['http://localhost', 'http://localhost/redirect.html'],
  signInAudience: 'any-tenant',
};

/** Has no users: it acts as itself. */
const daemon: App = {
  clientId: '51c27fb9-846d-4dae-86fb-e2a3d1754c68',
  name: 'Contoso Night Report',
  publicClient: false,
  signInAudience: 'this-tenant',
  secrets: ['Secret-of-Contoso-Night-Report-1'],
  roles: ['api://orders.contoso.example/Orders.Read.All'],
};

/** A web API that calls another one for its own caller (on-behalf-of). */
const middleTier: App = {
  clientId: reportsApiId,
  name: 'Contoso Reports API',
  publicClient: false,
  signInAudience: 'this-tenant',
  secrets: ['Secret-of-Contoso-Reports-1'],
  preConsented: [
    'https://graph.microsoft.com/User.Read',
    'api://orders.contoso.example/Orders.Read',
  ],
};

const ordersApi: App = {
  clientId: ordersApiId,
  name: 'Contoso Orders API',
  publicClient: false,
  signInAudience: 'this-tenant',
};

export const contosoApps: App[] = [
  publicClient,
  forAllAccounts,
  askingApp,
  webApp,
  singlePageApp,
  daemon,
  middleTier,
  ordersApi,
];
