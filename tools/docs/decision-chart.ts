import {
  type Answer,
  type Flow,
  fallbacks,
  type Question,
  samplesOf,
} from '@entra-flows/flow-catalog';

/** The decision tree as a chart of Mermaid. */
export function decisionChart(tree: Question, flows: readonly Flow[]): string {
  const lines: string[] = [];
  const named = new Set<string>();
  const node = (name: string, shape: string) => {
    const isNew = !named.has(name);
    named.add(name);
    return isNew ? `${name}${shape}` : name;
  };
  const flowNode = (id: string) => {
    const samples = samplesOf(flows.filter((flow) => flow.id === id)).map(({ sample }) => sample);
    return node(id.replaceAll('-', '_'), `[${samples.join('<br>')}]`);
  };
  const target = ({ leadsTo }: Answer, from: string, index: number) => {
    if ('flow' in leadsTo) return flowNode(leadsTo.flow);
    const name = `${from}${index + 1}`;
    return 'advice' in leadsTo
      ? node(name, `[${leadsTo.advice.en}]`)
      : node(name, `{${leadsTo.question.ask.en}}`);
  };
  const visit = ({ ask, answers }: Question, name: string) => {
    for (const [index, answer] of answers.entries()) {
      lines.push(
        `  ${node(name, `{${ask.en}}`)} -->|${answer.text.en}| ${target(answer, name, index)}`,
      );
      if ('question' in answer.leadsTo) visit(answer.leadsTo.question, `${name}${index + 1}`);
    }
  };
  visit(tree, 'q');
  for (const { from, when, to } of fallbacks)
    lines.push(`  ${flowNode(from)} -.->|${when}| ${flowNode(to)}`);
  return ['```mermaid', 'flowchart TD', ...lines, '```'].join('\n');
}
