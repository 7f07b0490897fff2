// npm run mutants: mistakes that a test has to notice, made in a copy of the tree.
import { join } from 'node:path';
import { onSignal, readCommandLine } from '../command-line.ts';
import { allMutants } from './all-mutants.ts';
import { judgeMutants, type MutantOf, type Verdict } from './judge-mutants.ts';
import { mutantsHelp, readMutantsOptions } from './read-mutants-options.ts';

async function main(): Promise<number> {
  const { only, list, parallel } = readCommandLine(mutantsHelp, readMutantsOptions);
  const isAsked = (mutant: MutantOf) => only.some((part) => title(mutant).includes(part));
  const mutants = allMutants.filter((one) => only.length === 0 || isAsked(one));
  if (mutants.length === 0) {
    process.stderr.write(`No mutant has a name with ${only.join(' or ')}; --list lists them.\n`);
    return 2;
  }
  if (list) {
    for (const mutant of mutants) process.stdout.write(`${title(mutant)}\n`);
    return 0;
  }
  const stop = new AbortController();
  let stopped = 0;
  onSignal((code) => {
    stopped ||= code;
    stop.abort(new Error('stopped'));
  });
  const verdicts: Verdict[] = [];
  try {
    await judgeMutants({
      ...{ root: join(import.meta.dirname, '../..'), mutants, parallel, signal: stop.signal },
      onVerdict(verdict) {
        verdicts.push(verdict);
        process.stdout.write(`[${verdicts.length}/${mutants.length}] ${lines(verdict)}\n`);
      },
    });
  } catch (error) {
    process.stderr.write(`The mutants stopped: ${(error as Error).message}.\n`);
    return stopped || 1;
  }
  const bad = verdicts.filter(({ is }) => is !== 'killed');
  process.stdout.write(
    `\n${verdicts.length} mutants: ${verdicts.length - bad.length} noticed, ${bad.length} not\n`,
  );
  for (const verdict of bad) process.stdout.write(`  ${verdict.is}: ${title(verdict.mutant)}\n`);
  return bad.length > 0 ? 1 : 0;
}

const title = ({ project, name }: MutantOf) => `${project.split('/').at(-1)}: ${name}`;

function lines({ mutant, is, why }: Verdict): string {
  const [first = '', ...more] = why;
  const others = is === 'killed' && more.length > 0 ? ` (and ${more.length} more)` : '';
  const text = is === 'killed' ? `${mutant.spec} › ${first}${others}` : why.join('\n');
  return `${is}: ${title(mutant)}\n${text.replace(/^/gm, '    ')}`;
}

process.exit(await main());
