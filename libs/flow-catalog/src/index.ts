// Every export of the library.

export {
  type Answer,
  decisionTree,
  fallbacks,
  type Question,
  type Words,
} from './decision-tree.ts';
export type { AuthorityRequest, CatalogId, Flow } from './flow.ts';
export { flowCatalog, samplesOf } from './flow-catalog.ts';
export { koreanChoices } from './flow-catalog.ts';
