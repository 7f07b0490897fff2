/** Lines of pieces, each with the name of its look. */
export type Lines = readonly (readonly (readonly [text: string, look?: string])[])[];

/** main.ts of each sample. The build puts them here: see build/page-plugins.ts. */
export const sources: Readonly<Record<string, Lines>> = {};
