import type { CatalogId } from './flow.ts';

/** A question about a program, and where each answer leads. */
export interface Question {
  ask: string;
  answers: readonly Answer[];
}

/** One answer to a question. */
export interface Answer {
  text: string;
  /** The flow that fits, the question that decides next, or advice where none of the flows fits. */
  leadsTo: { flow: CatalogId } | { question: Question } | { advice: string };
}

const browser: Question = {
  ask: 'Can it open a browser?',
  answers: [
    { text: 'yes', leadsTo: { flow: 'interactive' } },
    { text: 'no: SSH, container, device', leadsTo: { flow: 'device-code' } },
  ],
};

const broker: Question = {
  ask: 'Does the system have a broker?',
  answers: [
    { text: 'yes: a managed machine', leadsTo: { flow: 'broker' } },
    { text: 'no, or not everywhere', leadsTo: { question: browser } },
  ],
};

const page: Question = {
  ask: 'Does the page have a server?',
  answers: [
    { text: 'yes: tokens stay on the server', leadsTo: { flow: 'web-auth-code' } },
    { text: 'no', leadsTo: { flow: 'single-page' } },
  ],
};

const itself = 'a managed identity or a certificate: none of the flows of users';

/** Which flow fits a program: the tree of docs/flows, and what the command `create` asks. */
export const decisionTree: Question = {
  ask: 'What runs the program?',
  answers: [
    { text: 'a user, on their machine', leadsTo: { question: broker } },
    { text: 'a server, for browsers', leadsTo: { flow: 'web-auth-code' } },
    { text: 'a browser', leadsTo: { question: page } },
    { text: 'a user, with saved sign-ins alone', leadsTo: { flow: 'silent' } },
    { text: 'a service, as itself', leadsTo: { advice: itself } },
    { text: 'an unattended job, for a user of a domain', leadsTo: { flow: 'integrated-windows' } },
    { text: 'a test account', leadsTo: { flow: 'username-password' } },
  ],
};

/** Where a program goes on when a flow cannot finish, as `askInOrder` of auth-core does. */
export const fallbacks: readonly { from: CatalogId; when: string; to: CatalogId }[] = [
  { from: 'broker', when: 'no broker answers', to: 'interactive' },
  { from: 'interactive', when: 'no browser, but a terminal', to: 'device-code' },
  { from: 'device-code', when: 'blocked by policy, on a desktop', to: 'interactive' },
];
