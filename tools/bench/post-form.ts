import { request, type Agent } from 'node:https';

export interface FormAnswer {
  status: number;
  body: Record<string, string>;
}

/** One request of a client of an authority. */
export function postForm(
  url: string,
  agent: Agent,
  form: Record<string, string>,
): Promise<FormAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('error', reject).on('end', () => {
        const body = JSON.parse(text) as Record<string, string>;
        resolve({ status: answer.statusCode ?? 0, body });
      });
    });
    sent.on('error', reject).end(new URLSearchParams(form).toString());
  });
}
