import { contosoApps } from './defaults/contoso-apps.ts';
import { contosoUsers } from './defaults/contoso-users.ts';
import { northwind, personalAccounts } from './defaults/other-tenants.ts';
import { ordersApiId, resources } from './defaults/resources.ts';
import type { Directory, Tenant } from './directory.ts';

/** The tenant of the samples: the first user and the first app are the ones that just work. */
const contoso: Tenant = {
  id: '5f3c8a52-91d7-4b0e-8c35-2d6a7e10f4b9',
  name: 'Contoso',
  // The second name exists so that a rule of the scripted user can be bound to it alone.
  domains: ['contoso.example', 'hands-free.contoso.example', 'adatum.example'],
  federatedDomains: ['adatum.example'],
  apps: contosoApps,
  users: contosoUsers,
  guests: [{ id: 'd1f0a6b3-85e7-4cb9-8b3e-0f4b05c9d604', username: 'gina@northwind.example' }],
  subscriptions: [
    { id: '84f7b1ce-c0a3-4fd2-9b2e-16e715b9807b', name: 'Contoso Production' },
    {
      id: '95a8c2df-d1b4-4ae3-8c3f-27f826ca918c',
      name: 'Contoso Sandbox',
      users: ['adele@contoso.example', 'anders@contoso.example'],
    },
  ],
  policies: [
    {
      name: 'No device code for Felix',
      users: ['felix@contoso.example'],
      flows: ['device-code'],
      requires: 'block',
    },
    {
      name: 'A second factor for orders',
      users: ['hana@contoso.example'],
      resources: [ordersApiId],
      requires: 'mfa',
    },
    { name: 'A second factor for what changes orders', context: 'c1', requires: 'mfa' },
  ],
};

/** Made-up tenants with one user or app for each case. The passwords are not secret: pages show them. */
export const defaultDirectory: Directory = {
  tenants: [contoso, northwind, personalAccounts],
  resources,
};
