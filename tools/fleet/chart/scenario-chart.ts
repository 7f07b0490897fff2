import type { ScenarioFigures } from '../run-scenario.ts';
import { drawPanel, frame, type Panel, scale } from './panel.ts';

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

/**
 * Colours of a picture, with a contrast of 4.5 to 1 and more on its own paper. Lines are told apart by
 * their form too.
 */
const style = `
text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.head { font-size: 17px; font-weight: 600; }
.note { fill: #57606a; }
.title { font-weight: 600; }
.end { text-anchor: end; }
.middle { text-anchor: middle; }
.paper { fill: #ffffff; }
.grid { stroke: #d8dee4; }
.requests, .devices { fill: none; stroke-width: 1.5; }
.requests { stroke: #0550ae; }
.devices { stroke: #116329; stroke-width: 2.5; }
.limit { stroke: #a40e26; stroke-dasharray: 6 4; }
.limit-name { fill: #a40e26; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .note { fill: #9ea7b3; }
  .paper { fill: #0d1117; }
  .grid { stroke: #30363d; }
  .requests { stroke: #79c0ff; }
  .devices { stroke: #7ee787; }
  .limit { stroke: #ffa198; }
  .limit-name { fill: #ffa198; }
}
`;
