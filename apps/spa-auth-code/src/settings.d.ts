import type { PageSettings } from '../server/page-settings.ts';

declare global {
  /** Put in by Vite: the settings of `nx serve` or `nx build`. */
  const __SETTINGS__: PageSettings;
}
