// Every export of the library.

export type { AuthorityRequest, CatalogId, Flow } from './flow.ts';
export { flowCatalog } from './flow-catalog.ts';
