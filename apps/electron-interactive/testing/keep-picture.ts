import { join } from 'node:path';
import type { RunningApp } from './running-app.ts';

const folder = join(import.meta.dirname, '../../../docs/pictures/electron-interactive');

/** Writes what the window shows, in light and dark, to where the README has it. */
export async function keepPicture({ page }: RunningApp, name: string): Promise<void> {
  await page.setViewportSize({ width: 760, height: 820 }); // as window-options.ts has it
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const path = join(folder, `${name}-${colorScheme}.png`);
    await page.screenshot({ path, fullPage: true, animations: 'disabled' });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
