import { contoso } from './defaults/contoso.ts';
import { northwind, personalAccounts } from './defaults/other-tenants.ts';
import { resources } from './defaults/resources.ts';
import type { Directory } from './directory.ts';

/** Made-up tenants with one user or app for each story. The passwords are no secrets: pages show them. */
export const defaultDirectory: Directory = {
  tenants: [contoso, northwind, personalAccounts],
  resources,
};
