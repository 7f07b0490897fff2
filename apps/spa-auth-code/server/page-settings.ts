import { readFileSync } from 'node:fs';
import { graphEndpoint } from '@entra-flows/auth-core/microsoft-clouds';
import { messageLanguage } from '@entra-flows/auth-core/page';

/** Settings that a page gets when it is served or built. All of them are public: every visitor can read them. */
export interface PageSettings {
  clientId: string;
  /** `https://login.microsoftonline.com/{tenant}` */
  authority: string;
  /** Base of the Microsoft Graph that takes the authority's tokens, where that is known; the emulator has its own. */
  graph?: string;
  /** Set for the local emulator: the origin of its pages, which answers there to scripts too. */
  emulatorPages?: string;
  /** What is wrong with the settings, as a message; the rest is of no use then. */
  problem?: string;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Reads ENTRA_CLIENT_ID, ENTRA_AUTHORITY and ENTRA_GRAPH, and nothing else that would reach the page.
 *
 * ENTRA_EMULATOR, which the workspace's launcher sets, names the file with the addresses of the emulator.
 *
 * @param isMisplaced - `.env.local` has it, where it does not count
 */
export function pageSettings(
  env: Record<string, string | undefined>,
  isMisplaced = false,
): PageSettings {
  const clientId = env['ENTRA_CLIENT_ID']?.trim() ?? '';
  const authority = env['ENTRA_AUTHORITY']?.trim() ?? '';
  const settings = { clientId, authority };
  const problem = problemOf(settings);
  if (problem) return { ...settings, problem };
  if (isMisplaced && LOOPBACK.test(new URL(authority).hostname))
    return { ...settings, problem: problems[messageLanguage()].misplaced };
  const file = env['ENTRA_EMULATOR']?.trim();
  const emulatorPages = file && pagesOf(file, authority);
  if (emulatorPages) return { ...settings, emulatorPages };
  return { ...settings, ...graphOf(authority, env['ENTRA_GRAPH']?.trim()) };
}

/** The Graph of the authority's cloud, or the one that is named: a token is sent nowhere else. */
function graphOf(
  authority: string,
  named: string | undefined,
): Pick<PageSettings, 'graph' | 'problem'> {
  try {
    const graph = graphEndpoint(authority, named || undefined);
    return graph === undefined ? {} : { graph };
  } catch {
    return { problem: problems[messageLanguage()].graph };
  }
}

function problemOf({ clientId, authority }: PageSettings): string | undefined {
  const texts = problems[messageLanguage()];
  if (!clientId || !authority) return texts.missing;
  if (!GUID.test(clientId)) return texts.clientId;
  const url = URL.canParse(authority) ? new URL(authority) : undefined;
  // External ID may be named by its host alone.
  const isNamed = url && (url.pathname.length > 1 || url.hostname.endsWith('.ciamlogin.com'));
  return isNamed && url.protocol === 'https:' && isPublic(url) ? undefined : texts.authority;
}

/** All of it reaches the page: no password, no query, and none of an endpoint's path or a placeholder's signs. */
const isPublic = ({ username, password, search, hash, pathname, port }: URL) =>
  !(username || password || search || hash || port === '0') &&
  !/[^\w.~/-]|\/(?:oauth2|\.well-known)(?:\/|$)/i.test(pathname);

/** In the language of who serves or builds the page. */
const problems = {
  en: {
    missing:
      'This page was made without ENTRA_CLIENT_ID and ENTRA_AUTHORITY, so there is nobody to ask for a token. ' +
      'Set both in the environment or in .env.local, then serve or build it again.',
    clientId:
      'ENTRA_CLIENT_ID is not an application ID: it is a GUID, shown on the overview page of the app registration.',
    authority:
      'ENTRA_AUTHORITY cannot be used: it is an https address with a tenant, such as https://login.microsoftonline.com/contoso.onmicrosoft.com.',
    graph:
      'ENTRA_GRAPH cannot be used: it is the https address of a Microsoft Graph, such as https://graph.microsoft.us/v1.0.',
    misplaced:
      'ENTRA_EMULATOR counts in the environment only, and not in .env.local. ' +
      'Set it in the shell, as the emulator prints it, then serve or build the page again.',
  },
  ko: {
    missing:
      '이 페이지는 ENTRA_CLIENT_ID와 ENTRA_AUTHORITY 없이 만들어져 토큰을 요청할 곳을 모릅니다. ' +
      '둘 다 환경이나 .env.local에 설정한 뒤 다시 제공하거나 빌드하세요.',
    clientId:
      'ENTRA_CLIENT_ID가 애플리케이션 ID가 아닙니다. 앱 등록의 개요 페이지에 있는 GUID여야 합니다.',
    authority:
      'ENTRA_AUTHORITY를 쓸 수 없습니다. https://login.microsoftonline.com/contoso.onmicrosoft.com과 같이 테넌트가 있는 https 주소여야 합니다.',
    graph:
      'ENTRA_GRAPH를 쓸 수 없습니다. https://graph.microsoft.us/v1.0과 같은 Microsoft Graph의 https 주소여야 합니다.',
    misplaced:
      'ENTRA_EMULATOR는 .env.local이 아니라 환경에서만 읽습니다. ' +
      '에뮬레이터가 출력한 대로 셸에서 설정한 뒤 페이지를 다시 제공하거나 빌드하세요.',
  },
};

/** Another authority than the emulator's is asked as it is; an emulator is on this machine. */
function pagesOf(file: string, asked: string): string | undefined {
  const { authority, pages } = readEndpoints(file);
  if (!URL.canParse(authority) || !URL.canParse(pages)) return undefined;
  const isAsked = new URL(authority).origin === new URL(asked).origin;
  return isAsked && LOOPBACK.test(new URL(pages).hostname) ? new URL(pages).origin : undefined;
}

function readEndpoints(file: string): { authority: string; pages: string } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { authority: string; pages: string };
  } catch {
    return { authority: '', pages: '' };
  }
}
