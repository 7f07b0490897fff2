import type { Tenant } from '../directory.ts';
import { consumersTenantId } from '../find-audience.ts';

/** Home of the guest of Contoso. */
export const northwind: Tenant = {
  id: '84f5a1ec-b790-4ad1-892e-15d604a87f9b',
  name: 'Northwind',
  domains: ['northwind.example'],
  apps: [],
  users: [
    {
      id: 'e2a1b7c4-96f8-4dca-9c4f-105c16dae705',
      username: 'gina@northwind.example',
      password: 'Password-of-Gina-1',
      displayName: 'Gina Moretti',
      givenName: 'Gina',
      surname: 'Moretti',
      jobTitle: 'Auditor',
      scenario: {
        en: 'Guest in Contoso, at home in Northwind',
        ko: 'Northwind 소속, Contoso의 게스트',
      },
    },
    {
      id: 'f3b2c8d5-a709-4edb-8d50-216d27ebf806',
      username: 'nils@northwind.example',
      password: 'Password-of-Nils-1',
      displayName: 'Nils Berg',
      givenName: 'Nils',
      surname: 'Berg',
      scenario: {
        en: 'Works at Northwind; unknown in Contoso',
        ko: 'Northwind 소속, Contoso에는 없음',
      },
    },
  ],
};

/** Object ids of personal accounts begin with zeros, as in Entra. */
export const personalAccounts: Tenant = {
  id: consumersTenantId,
  name: 'Microsoft Accounts',
  domains: [],
  apps: [],
  users: [
    {
      id: '00000000-0000-0000-7a61-8b52c9d04e17',
      username: 'paula@personal.example',
      password: 'Password-of-Paula-1',
      displayName: 'Paula Ortiz',
      givenName: 'Paula',
      surname: 'Ortiz',
      scenario: { en: 'Personal account', ko: '개인 계정' },
    },
  ],
};
