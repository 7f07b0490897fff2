import type { Resource } from '../directory.ts';
import { moreGraphScopes } from './graph-scopes.ts';

export const ordersApiId = '62d38fca-957e-4ebf-970c-f3b4e2865d79';
export const reportsApiId = '73e490db-a68f-4fc0-981d-04c5f3976e8a';

const graph: Resource = {
  // The app id that Microsoft Graph has in every tenant.
  id: '00000003-0000-0000-c000-000000000000',
  name: 'Microsoft Graph',
  uris: ['https://graph.microsoft.com'],
  scopes: [
    {
      name: 'User.Read',
      text: { en: 'Sign you in and read your profile', ko: '로그인 및 프로필 읽기' },
    },
    {
      name: 'User.ReadBasic.All',
      text: {
        en: 'Read the name and picture of all users',
        ko: '모든 사용자의 이름과 사진 읽기',
      },
    },
    { name: 'Mail.Read', text: { en: 'Read your mail', ko: '내 메일 읽기' } },
    { name: 'Calendars.Read', text: { en: 'Read your calendars', ko: '내 일정 읽기' } },
    { name: 'Files.Read', text: { en: 'Read your files', ko: '내 파일 읽기' } },
    {
      name: 'User.Read.All',
      adminOnly: true,
      text: { en: 'Read the full profile of all users', ko: '모든 사용자의 전체 프로필 읽기' },
    },
    ...moreGraphScopes,
  ],
  roles: ['User.Read.All'],
};

const azureResourceManager: Resource = {
  // The app id that it has in every tenant, as "Windows Azure Service Management API".
  id: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  name: 'Azure Resource Manager',
  uris: ['https://management.azure.com', 'https://management.core.windows.net'],
  scopes: [
    {
      name: 'user_impersonation',
      text: {
        en: 'Access Azure Resource Manager as you',
        ko: '사용자로 Azure Resource Manager에 액세스',
      },
    },
  ],
};

/** The sample API at `/api/orders`. */
const orders: Resource = {
  id: ordersApiId,
  name: 'Contoso Orders',
  uris: ['api://orders.contoso.example', `api://${ordersApiId}`],
  scopes: [
    { name: 'Orders.Read', text: { en: 'See your orders', ko: '내 주문 보기' } },
    { name: 'Orders.Write', text: { en: 'Place and change orders', ko: '주문하고 변경하기' } },
    {
      name: 'Orders.Read.All',
      adminOnly: true,
      text: { en: 'See the orders of all users', ko: '모든 사용자의 주문 보기' },
    },
  ],
  roles: ['Orders.Read.All', 'Orders.Approver'],
};

/** The middle tier: what apps call, and what calls `orders` on behalf of their users. */
const reports: Resource = {
  id: reportsApiId,
  name: 'Contoso Reports',
  uris: ['api://reports.contoso.example', `api://${reportsApiId}`],
  scopes: [{ name: 'Reports.Read', text: { en: 'See your reports', ko: '내 보고서 보기' } }],
};

export const resources: Resource[] = [graph, azureResourceManager, orders, reports];
