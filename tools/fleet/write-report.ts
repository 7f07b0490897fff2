import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FleetFigures } from './run-fleet.ts';
import { scenarioChart } from './chart/scenario-chart.ts';

/** Writes a picture of each scenario, `NAME.svg`, and the figures, `fleet.json`. */
export async function writeReport(folder: string, figures: FleetFigures): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { devices, rate, scenarios } = figures;
  for (const scenario of scenarios) {
    await writeFile(
      join(folder, `${scenario.name}.svg`),
      scenarioChart(scenario, { devices, rate }),
    );
  }
  await writeFile(join(folder, 'fleet.json'), `${JSON.stringify(figures)}\n`);
}
