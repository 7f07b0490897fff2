import type { PageSettings } from '../server/page-settings.ts';

declare global {
  /** Put in by Vite: what `nx serve` or `nx build` was told. */
  const __SETTINGS__: PageSettings;
}
