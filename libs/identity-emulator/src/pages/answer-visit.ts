import { PageProblem, problemPage } from './page-problem.ts';
import { addPageSteps, beginPageStep } from './record-step.ts';
import type { PageReply, Visit } from './visit.ts';

export type Answer = (visit: Visit) => PageReply | Promise<PageReply>;

/**
 * Answers one request of a browser, and tells it to those who read steps.
 *
 * @param path of the step
 * @throws what the answer throws, once it is told
 */
export async function answerVisit(
  visit: Visit,
  method: 'GET' | 'POST',
  path: string,
  answer: Answer,
): Promise<PageReply> {
  const request = beginPageStep(visit, method, path);
  try {
    const reply = await answer(visit);
    addPageSteps(visit, request, reply);
    return reply;
  } catch (error) {
    if (visit.state.exchanges.steps.isRead) {
      const problem = error instanceof PageProblem ? error : new PageProblem('fault', 500);
      addPageSteps(visit, request, problemPage(problem, visit), problem);
    }
    throw error;
  }
}

/** The page for an error of any kind; one of the emulator itself is reported. */
export function problemOf({ state }: Visit, error: unknown): PageProblem {
  if (error instanceof PageProblem) return error;
  state.reportFault(error);
  return new PageProblem('fault', 500);
}
