import { inColumns } from '@entra-flows/primitives/in-columns';
import { said } from '@entra-flows/primitives/said';
import { wrapWords } from '@entra-flows/primitives/wrap-words';
import { diffPatch } from 'node-diff3';
import type { Conflict, Prefer } from './merge.ts';
import { linesOf } from './merge.ts';
import type { Change } from './plan-update.ts';
import type { Update } from './update-copy.ts';

/**
 * What has changed in the sample, and what that means for the copy.
 *
 * @param width - of the terminal
 */
export function describeUpdate(
  { record, changes }: Update,
  version: string,
  width: number,
): string {
  const versions = record.version === version ? version : `${record.version} → ${version}`;
  const title = wrapWords(`${record.name}: ${record.sample} ${versions}`, width);
  if (changes.length === 0) {
    const nothing = said({
      en: 'Nothing has changed in the sample.',
      ko: '샘플에서 바뀐 것이 없습니다.',
    });
    return `${title}\n${wrapWords(nothing, width)}\n`;
  }
  const rows = changes.map(
    ({ path, does, why }) => [said(steps[does]), `${path}${why ? ` (${why})` : ''}`] as const,
  );
  return `${title}\n\n${inColumns(rows, { width, first: [8, 8] }).join('\n')}\n`;
}

const steps = {
  add: { en: 'add', ko: '추가' },
  replace: { en: 'replace', ko: '교체' },
  merge: { en: 'merge', ko: '병합' },
  remove: { en: 'remove', ko: '삭제' },
  keep: { en: 'keep', ko: '유지' },
  conflict: { en: 'conflict', ko: '충돌' },
};

/** The lines of the sample that have changed, file by file. */
export function describeLines(changes: readonly Change[], width: number): string {
  return changes
    .flatMap(({ path, texts }) => (texts ? [`${path}\n${changedLines(texts, width)}`] : []))
    .join('\n');
}

function changedLines({ base, next }: { base: string; next: string }, width: number): string {
  return diffPatch(linesOf(base), linesOf(next))
    .map(({ buffer1, buffer2 }) => {
      const at = buffer1.offset + 1;
      const lines = [
        ...buffer1.chunk.map((line) => `  - ${line}`),
        ...buffer2.chunk.map((line) => `  + ${line}`),
      ];
      const shown = lines.map((line) => wrapWords(line, width, 4)).join('\n');
      return `  ${said({ en: `line ${at}`, ko: `${at}번째 줄` })}\n${shown}\n`;
    })
    .join('');
}

/** Where both sides changed the same and `--prefer` settled it; empty where it settled nothing. */
export function describeSettled(
  changes: readonly Change[],
  prefer: Prefer | undefined,
  width: number,
): string {
  const places = prefer ? placesOf(changes, width) : [];
  if (!prefer || places.length === 0) return '';
  const title = {
    mine: {
      en: 'You and the new version changed the same. Yours stays here (--prefer mine), and the new one is left out:',
      ko: '직접 바꾼 곳과 새 버전이 바꾼 곳이 겹칩니다. 여기서는 내 것이 남고(--prefer mine) 새 것은 빠집니다.',
    },
    new: {
      en: 'You and the new version changed the same. The new one takes the place of yours here (--prefer new):',
      ko: '직접 바꾼 곳과 새 버전이 바꾼 곳이 겹칩니다. 여기서는 새 것이 내 것을 대신합니다(--prefer new).',
    },
  }[prefer];
  return `${wrapWords(said(title), width)}\n\n${places.join('\n')}`;
}

const placesOf = (changes: readonly Change[], width: number): string[] =>
  changes.flatMap(({ path, conflicts = [] }) =>
    conflicts.map((conflict) => describeConflict(path, conflict, width)),
  );

/** Where both sides changed the same, and how to settle it. */
export function describeConflicts(changes: readonly Change[], width: number): string {
  const places = placesOf(changes, width);
  const both = said({
    en: 'You and the new version changed the same:',
    ko: '직접 바꾼 곳과 새 버전이 바꾼 곳이 겹칩니다.',
  });
  const next = said({
    en:
      'Nothing was written. To have both, put what is new into your lines, then run it again with --prefer mine: ' +
      'these places stay as you have them, and all else that is new comes in. ' +
      'With --prefer new, the new lines take the place of yours. Either holds for all of these places.',
    ko:
      '아무것도 쓰지 않았습니다. 둘 다 남기려면 새 내용을 내 줄에 직접 넣은 뒤 --prefer mine을 붙여 다시 실행하세요. ' +
      '이 부분은 내 것 그대로 남고, 나머지 새 내용은 모두 들어옵니다. ' +
      '--prefer new를 붙이면 새 줄이 내 줄을 대신합니다. 어느 쪽이든 이 부분 모두에 적용됩니다.',
  });
  return `${wrapWords(both, width)}\n\n${places.join('\n')}\n${wrapWords(next, width)}\n`;
}

function describeConflict(path: string, { at, mine, new: next }: Conflict, width: number): string {
  const rows = [
    [said({ en: 'mine:', ko: '내 것:' }), mine],
    [said({ en: 'new:', ko: '새 것:' }), next],
  ] as const;
  return `${path}:${at}\n${inColumns(rows, { width }).join('\n')}\n`;
}
