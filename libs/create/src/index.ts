// Every export of the library.

export { makeCopy } from './make-copy.ts';
export { runCreate } from './run-create.ts';
export {
  integrityOf,
  type Manifest,
  type PackedLibrary,
  type Template,
  type Templates,
  TEMPLATES_FILE,
  type TemplateStore,
  checkedTarball,
} from './templates.ts';
