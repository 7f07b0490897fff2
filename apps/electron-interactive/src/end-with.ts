import type { App } from 'electron';
import { explainAuthError } from '@entra-flows/auth-core';
import { UsageError } from '@entra-flows/sample-kit';
import { failureText } from '@entra-flows/sample-kit/service';

/**
 * Ends an app that could not start, with the reason in one message: exit code 2 for what the user
 * wrote (an option, a setting), 1 for the rest.
 */
export function endWith(app: Pick<App, 'exit'>): (error: unknown) => void {
  return (error) => {
    const isUsage = error instanceof UsageError;
    const message = isUsage ? error.message : explainAuthError(error, { flow: 'interactive' });
    console.error(failureText(message).trimEnd());
    app.exit(isUsage ? 2 : 1);
  };
}
