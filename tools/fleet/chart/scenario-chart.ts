import type { ScenarioFigures } from '../run-scenario.ts';
import { drawPanel, frame, type Panel } from './panel.ts';
import { scale } from './scale.ts';
import { style } from './style.ts';

const WIDTH = 730;
const TOP = 90;
const GAP = 60;

/**
 * A picture of one scenario, as SVG: requests a second at the authority, and devices with a token. It
 * says in words what it shows, and is readable in light and in dark.
 */
export function scenarioChart(
  scenario: ScenarioFigures,
  { devices, rate }: { devices: number; rate: number },
): string {
  const number = (value: number) => value.toLocaleString('en');
  const panels: Panel[] = [
    {
      title: 'Requests a second at the authority',
      values: scenario.perSecond,
      limit: { value: rate, name: `allowed: ${number(rate)}` },
      // The first second may be far above all others.
      most: Math.max(rate * 1.1, scenario.most),
      curve: 'requests',
    },
    {
      title: 'Devices with a token',
      values: scenario.withToken,
      limit: { value: devices, name: `all: ${number(devices)}` },
      most: devices,
      curve: 'devices',
    },
  ];
  const x = scale(scenario.seconds, frame.left, frame.right);
  const height = TOP + panels.length * (frame.height + GAP);
  const first =
    scenario.firstSecond > rate
      ? ` The first second, with ${number(scenario.firstSecond)} requests, leaves the picture at the top.`
      : '';
  const words =
    `${scenario.what} ${number(scenario.requests)} requests in all; after the first second at most ` +
    `${number(scenario.most)} in one second, of ${number(rate)} that are allowed. After ` +
    `${number(scenario.seconds)} seconds ${number(devices - scenario.withoutToken)} of ` +
    `${number(devices)} devices have a token.${first}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title words">
<title id="title">${escaped(scenario.title)}</title>
<desc id="words">${escaped(words)}</desc>
<style>${style}</style>
<rect class="paper" width="${WIDTH}" height="${height}"/>
<text class="head" x="16" y="30">${escaped(scenario.title)}</text>
<text class="note" x="16" y="50">${number(devices)} devices; seconds of the simulated clock since it happened.</text>
${first && `<text class="note" x="16" y="66">${escaped(first.trim())}</text>`}
${panels.map((panel, at) => drawPanel(panel, x, TOP + at * (frame.height + GAP))).join('\n')}
</svg>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
