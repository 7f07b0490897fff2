import { type FlowId, messageLanguage } from '@entra-flows/auth-core';
import { inColumns, padTo } from '@entra-flows/primitives/in-columns';
import { outputTexts } from './all-texts.ts';
import { commandOf, commandWith } from './command-here.ts';
import type { Screen } from './screen.ts';

/** The sample that gets a token by a flow. */
const samples: Partial<Record<FlowId, string>> = {
  broker: 'cli-broker',
  interactive: 'cli-interactive',
  'device-code': 'cli-device-code',
};

/** The command that signs in by this flow, where a launcher has a sample for it. */
export function commandOfFlow(flow: FlowId | undefined): string | undefined {
  const sample = flow && samples[flow];
  return sample && commandOf(sample);
}

/** What a run has come to. */
export interface EndOfRun {
  /** Nobody is signed in any more. */
  isSignedOut: boolean;
  /** The token was in the cache already. */
  fromCache: boolean;
  /** The flow of the sample. */
  flow: FlowId | undefined;
  /** The user has read what happened. */
  isExplained: boolean;
}

/** What a user can try next, as commands: lines for the end of the output. */
export function nextSteps(end: EndOfRun, { style, width }: Screen): string[] {
  const { next, again, explain, signOut, signIn, siblings } =
    outputTexts[messageLanguage()].nextSteps;
  const sibling = end.flow === 'device-code' ? 'cli-interactive' : 'cli-device-code';
  const other = commandOf(sibling);
  const rows: [string, string][] = end.isSignedOut
    ? [[commandWith(), signIn]]
    : [
        ...(end.fromCache ? [] : [[commandWith(), again] as [string, string]]),
        ...(end.isExplained ? [] : [[commandWith('--explain'), explain] as [string, string]]),
        [commandWith('--sign-out'), signOut],
        ...(other ? [[other, siblings[sibling]] as [string, string]] : []),
      ];
  const indent = ' '.repeat(9);
  const [first = '', ...others] = inColumns(rows, {
    width,
    indent,
    first: [0, 44],
    look: style.link,
  });
  return [`  ${style.soft(padTo(next, 4))}   ${first.trimStart()}`, ...others];
}
