import { join } from 'node:path';

/** The workspace's folder. */
export const root = join(import.meta.dirname, '../..');

/**
 * How a TypeScript file of the workspace is run: libraries from their sources, types stripped. tsx is
 * given by its address, so that it is found from any current folder.
 */
export const nodeFlags = ['--conditions=source', '--import', import.meta.resolve('tsx')];
