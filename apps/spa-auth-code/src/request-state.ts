import { type TaskName, taskNames } from './api-tasks.ts';

/** What a sign-in was needed for; goes to the authority and comes back with its answer. */
export interface RequestState {
  task: TaskName;
  /** `homeAccountId` that a token was asked for; missing where the user was to choose. */
  account?: string | undefined;
}

export const writeState = (state: RequestState): string => JSON.stringify(state);

/** MSAL has compared the state with the one that it sent. A sign-in that says nothing else shows the profile. */
export function readState(text = ''): RequestState {
  try {
    const { task, account } = JSON.parse(text) as Partial<RequestState>;
    const name = taskNames.find((one) => one === task) ?? 'profile';
    return typeof account === 'string' ? { task: name, account } : { task: name };
  } catch {
    return { task: 'profile' };
  }
}
