import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FleetFigures } from './run-fleet.ts';
import { storyChart } from './chart/story-chart.ts';

/** Writes a picture of each story, `NAME.svg`, and the figures, `fleet.json`. */
export async function writeReport(folder: string, figures: FleetFigures): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { devices, rate, stories } = figures;
  for (const story of stories) {
    await writeFile(join(folder, `${story.name}.svg`), storyChart(story, { devices, rate }));
  }
  await writeFile(join(folder, 'fleet.json'), `${JSON.stringify(figures)}\n`);
}
