import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { said } from '@entra-flows/primitives/said';
import { checkFiles } from './check-folder.ts';
import { CreateError } from './create-error.ts';
import { makeCopy } from './make-copy.ts';
import type { Prefer } from './merge.ts';
import { type Change, planUpdate } from './plan-update.ts';
import {
  basePath,
  checkRecord,
  type CopyRecord,
  hasBase,
  readRecord,
  RECORD,
  withRecord,
} from './record.ts';
import type { TemplateStore } from './templates.ts';
import { writeInto } from './write-files.ts';

/** What an update found. */
export interface Update {
  record: CopyRecord;
  changes: Change[];
  /** Writes all of it. */
  write(): void;
}

/**
 * Compares a copy with the version of this package. Nothing is written before `write` is called.
 *
 * @throws {CreateError} when the folder is no copy, or one of a later version
 */
export function updateCopy(store: TemplateStore, folder: string, prefer?: Prefer): Update {
  const record = readRecord(folder);
  const { version } = store.templates;
  if (isLater(record.version, version))
    throw new CreateError(
      said({
        en:
          `This copy is of version ${record.version}, and this command of version ${version}. ` +
          `Run the command of ${record.version} or later.`,
        ko:
          `이 복사본의 버전은 ${record.version}, 이 명령의 버전은 ${version}입니다. ` +
          `${record.version} 이상의 명령을 실행하세요.`,
      }),
    );
  checkRecord(record);
  const { sample, name, packages } = record;
  const next = makeCopy(store, { sample, name, packages });
  const gone = Object.keys(record.files).filter((path) => !next.has(path));
  const written = withRecord(next, { sample, name, packages }, version);
  checkFiles(folder, [...written.keys(), ...Object.keys(record.files), ...gone.map(basePath)]);
  const changes = planUpdate(folder, record, next, prefer);
  return { record, changes, write: () => write(folder, changes, written, gone) };
}

const isLater = (one: string, other: string): boolean =>
  one.localeCompare(other, 'en', { numeric: true }) > 0;

/** The record is written last: an update that is interrupted can be run again. */
function write(
  folder: string,
  changes: readonly Change[],
  written: ReadonlyMap<string, Buffer>,
  gone: readonly string[],
): void {
  const contents = new Map<string, Buffer>();
  for (const { path, content } of changes) if (content) contents.set(path, content);
  for (const [path, content] of written)
    if (path.startsWith('.entra-flows/')) contents.set(path, content);
  writeInto(folder, contents);
  const removed = changes.filter(({ does }) => does === 'remove').map(({ path }) => path);
  for (const path of [...removed, ...gone.filter(hasBase).map(basePath)])
    rmSync(join(folder, path), { force: true });
  writeInto(folder, new Map([[RECORD, written.get(RECORD) ?? '']]));
}
