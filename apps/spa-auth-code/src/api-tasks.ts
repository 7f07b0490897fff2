import { SCOPES } from './auth-config.ts';

/** What the page can do with a token. */
export const taskNames = ['profile', 'order'] as const;
export type TaskName = (typeof taskNames)[number];

export interface ApiTask {
  /** Scopes of one resource. */
  scopes: string[];
  url: string;
  method: 'GET' | 'POST';
}

/** Placing an order takes a stronger sign-in than reading a profile: the API answers with a claims challenge. */
export const apiTasks = (graph: string, orders = ''): Record<TaskName, ApiTask> => ({
  profile: { scopes: SCOPES, url: `${graph}/me`, method: 'GET' },
  order: { scopes: ['api://orders.contoso.example/Orders.Write'], url: orders, method: 'POST' },
});
