import { loadEnv } from 'vite';
import { pageSettings, type PageSettings } from './page-settings.ts';

export { pageStyle } from '@entra-flows/auth-core/page';

/**
 * The settings of the environment, or of `.env.local` in the current folder; the environment wins.
 * ENTRA_EMULATOR counts in the environment only: a file in a folder must not name an emulator.
 */
export function readSettings(mode: string): PageSettings {
  const names = ['ENTRA_CLIENT_ID', 'ENTRA_AUTHORITY', 'ENTRA_GRAPH', 'ENTRA_EMULATOR'];
  const env = loadEnv(mode, process.cwd(), names);
  const { ENTRA_EMULATOR: emulator } = process.env;
  const isMisplaced = Boolean(env['ENTRA_EMULATOR']?.trim()) && !emulator?.trim();
  return pageSettings({ ...env, ENTRA_EMULATOR: emulator }, isMisplaced);
}
