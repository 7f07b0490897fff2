import { flowCatalog } from '@entra-flows/flow-catalog';
import { nearest } from '@entra-flows/primitives/nearest';
import { said } from '@entra-flows/primitives/said';
import { CreateError } from './create-error.ts';

/**
 * There is no such sample: names the one that is meant, or all.
 *
 * @param samples - those that can be copied
 */
export function unknownSample(asked: string, samples: readonly string[]): CreateError {
  const named = JSON.stringify(asked.slice(0, 60));
  const near = sampleMeant(asked, samples);
  const all = samples.join(', ');
  return new CreateError(
    said({
      en: `There is no sample ${named}. ${near ? `Did you mean --sample ${near}?` : `Samples: ${all}.`}`,
      ko: `${named} 샘플은 없습니다. ${near ? `혹시 --sample ${near}인가요?` : `샘플: ${all}.`}`,
    }),
    2,
  );
}

/** The first sample of a flow that is named, else the sample whose name takes the fewest changes. */
function sampleMeant(asked: string, samples: readonly string[]): string | undefined {
  const typed = asked
    .slice(0, 60)
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const flow = flowCatalog.find(({ id }) => id === typed);
  if (flow?.sample && samples.includes(flow.sample)) return flow.sample;
  return nearest(typed, samples);
}
