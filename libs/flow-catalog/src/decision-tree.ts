import type { CatalogId } from './flow.ts';

/** A text in each language of the commands; documents have the English one. */
export type Words = Readonly<Record<'en' | 'ko', string>>;

/** A question about a program, and where each answer leads. */
export interface Question {
  ask: Words;
  answers: readonly Answer[];
}

/** One answer to a question. */
export interface Answer {
  text: Words;
  /** The flow that fits, the question that decides next, or what the program needs where none of them fits. */
  leadsTo: { flow: CatalogId } | { question: Question } | { advice: Words; document: string };
}

const browser: Question = {
  ask: { en: 'Can it open a browser?', ko: '브라우저를 열 수 있습니까?' },
  answers: [
    { text: { en: 'yes', ko: '예' }, leadsTo: { flow: 'interactive' } },
    {
      text: { en: 'no: SSH, container, device', ko: '아니요: SSH, 컨테이너, 디바이스' },
      leadsTo: { flow: 'device-code' },
    },
  ],
};

const broker: Question = {
  ask: {
    en: 'Does the system have a broker, such as WAM of Windows?',
    ko: '시스템에 Windows의 WAM과 같은 브로커가 있습니까?',
  },
  answers: [
    {
      text: { en: 'yes: a managed machine', ko: '예: 관리형 컴퓨터' },
      leadsTo: { flow: 'broker' },
    },
    {
      text: { en: 'no, or not everywhere', ko: '아니요, 또는 없는 곳도 있음' },
      leadsTo: { question: browser },
    },
  ],
};

const page: Question = {
  ask: { en: 'Does the page have a server?', ko: '페이지에 서버가 있습니까?' },
  answers: [
    {
      text: { en: 'yes: tokens stay on the server', ko: '예: 토큰은 서버에 남음' },
      leadsTo: { flow: 'web-auth-code' },
    },
    { text: { en: 'no', ko: '아니요' }, leadsTo: { flow: 'single-page' } },
  ],
};

/** Which flow fits a program: the tree of docs/flows, and what the command `create` asks. */
export const decisionTree: Question = {
  ask: { en: 'What kind of program is it?', ko: '어떤 프로그램입니까?' },
  answers: [
    {
      text: {
        en: 'a program on the machine or device of its user, or on a server over SSH',
        ko: '사용자의 컴퓨터나 디바이스, 또는 SSH로 접속한 서버에서 실행하는 프로그램',
      },
      leadsTo: { question: broker },
    },
    {
      text: { en: 'a web app with a server', ko: '서버가 있는 웹앱' },
      leadsTo: { flow: 'web-auth-code' },
    },
    {
      text: { en: 'a page in the browser', ko: '브라우저의 페이지' },
      leadsTo: { question: page },
    },
    {
      text: {
        en: 'a program that uses saved sign-ins alone and asks nothing',
        ko: '보관된 로그인만 쓰고 아무것도 묻지 않는 프로그램',
      },
      leadsTo: { flow: 'silent' },
    },
    {
      text: { en: 'a service that acts as itself', ko: '자기 자신으로 동작하는 서비스' },
      leadsTo: {
        advice: {
          en: 'a managed identity or a certificate: none of the flows of users',
          ko: '사용자의 흐름이 아니라 관리 ID나 인증서가',
        },
        document:
          'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow',
      },
    },
    {
      text: {
        en: 'an unattended job for a user of a domain with AD FS',
        ko: 'AD FS 도메인의 사용자로 도는 무인 작업',
      },
      leadsTo: { flow: 'integrated-windows' },
    },
    {
      text: { en: 'a test with an account made for it', ko: '전용 계정을 쓰는 테스트' },
      leadsTo: { flow: 'username-password' },
    },
  ],
};

/** Where a program goes on when a flow cannot finish, as `askInOrder` of auth-core does. */
export const fallbacks: readonly { from: CatalogId; when: string; to: CatalogId }[] = [
  { from: 'broker', when: 'no broker answers', to: 'interactive' },
  { from: 'interactive', when: 'no browser, but a terminal', to: 'device-code' },
  { from: 'device-code', when: 'blocked by policy, on a desktop', to: 'interactive' },
];
