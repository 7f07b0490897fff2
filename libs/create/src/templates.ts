import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { MessageLanguage } from '@entra-flows/primitives/language';
import { said } from '@entra-flows/primitives/said';
import { CreateError } from './create-error.ts';

/** What a copy's package.json has from its sample; libraries of the workspace stand in it as `*`. */
export interface Manifest {
  [field: string]: unknown;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  devDependencies: Record<string, string>;
}

/** A sample as copies are made from it. */
export interface Template {
  manifest: Manifest;
  /** Text of each file, by its path from the copy's folder, with `/`. */
  files: Record<string, string>;
}

/** A library that copies depend on. */
export interface PackedLibrary {
  version: string;
  /** Name of its tarball. */
  file: string;
  /** `sha512-…`, as npm writes it. */
  integrity: string;
}

/** All that copies are made from. */
export interface Templates {
  /** Of this package, of the samples and of the libraries: they go together. */
  version: string;
  /** By the name of the sample. */
  samples: Record<string, Template>;
  /** By the name of the package. */
  libraries: Record<string, PackedLibrary>;
}

/** The templates, and where their tarballs are. */
export interface TemplateStore {
  templates: Templates;
  /** @throws {CreateError} when the tarball is missing, or not the one that was packed */
  tarball(library: PackedLibrary): Buffer;
}

/** Name of the file with the templates, in the folder that is published. */
export const TEMPLATES_FILE = 'templates.json';

/** The templates of a packed folder: `templates.json` and the tarballs beside it. */
export function readTemplates(folder: string): TemplateStore {
  return {
    templates: parsedTemplates(join(folder, TEMPLATES_FILE)),
    tarball: (library) => checkedTarball(join(folder, library.file), library),
  };
}

function parsedTemplates(path: string): Templates {
  let read: Partial<Templates> | null;
  try {
    read = JSON.parse(readFileSync(path, 'utf8')) as Partial<Templates> | null;
  } catch (error) {
    const { message } = error as Error;
    throw damaged({
      en: `${path} cannot be read (${message})`,
      ko: `${path} 파일을 읽을 수 없습니다(${message})`,
    });
  }
  if (!read?.version || !read.samples || !read.libraries)
    throw damaged({
      en: `${path} cannot be read (it holds no templates)`,
      ko: `${path} 파일을 읽을 수 없습니다(템플릿이 없음)`,
    });
  return read as Templates;
}

/** Reads a tarball and compares it with what was recorded when it was packed. */
export function checkedTarball(path: string, { integrity }: PackedLibrary): Buffer {
  const content = readIfThere(path);
  if (content && integrityOf(content) === integrity) return content;
  const [file, folder] = [basename(path), join(path, '..')];
  throw damaged(
    content
      ? {
          en: `${file} differs from the file that was packed, in ${folder}`,
          ko: `${folder} 폴더의 ${file} 파일이 패키지를 만들 때와 다릅니다`,
        }
      : {
          en: `${file} is missing, in ${folder}`,
          ko: `${folder} 폴더에 ${file} 파일이 없습니다`,
        },
  );
}

const damaged = (what: Readonly<Record<MessageLanguage, string>>): CreateError =>
  new CreateError(
    said({
      en: `${what.en}. Get the tarball of this command again, from the place that you trust. Nothing was written.`,
      ko: `${what.ko}. 이 명령의 tgz 파일을 믿을 수 있는 곳에서 다시 받으세요. 아무것도 쓰지 않았습니다.`,
    }),
  );

/** Subresource integrity, as in package-lock.json. */
export const integrityOf = (content: Buffer | string): string =>
  `sha512-${createHash('sha512').update(content).digest('base64')}`;

export function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
