import type { ServiceStatus, StatusView } from '../service-status.ts';

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

const PREFIX = 'headless_device_code';
const STATES: StatusView['state'][] = ['starting', 'waiting-for-sign-in', 'working', 'in-trouble'];

/**
 * The counts in Prometheus's text format. No label holds a text from outside, so their number does not
 * grow.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function metrics({ view, counts }: ServiceStatus): string {
  const seconds = (date: Date | undefined) => (date ? date.getTime() / 1000 : 0);
  return [
    family('state', 'gauge', 'How it stands: 1 for the state that it is in.', [
      ...STATES.map((state) => [`{state="${state}"}`, view.state === state ? 1 : 0] as const),
    ]),
    counter('codes_total', 'Codes that were shown.', counts.codes),
    counter('codes_unused_total', 'Codes that ended without a sign-in.', counts.codesUnused),
    counter('poll_faults_total', 'Polls without a usable answer.', counts.pollFaults),
    counter('work_total', 'Rounds of work that went well.', counts.successes),
    counter('failures_total', 'Rounds of work, or sign-ins, that failed.', counts.failures),
    gauge('last_success_timestamp_seconds', 'When work last went well.', seconds(view.lastSuccess)),
    gauge(
      'code_expires_timestamp_seconds',
      'When the code runs out.',
      seconds(view.code?.expiresOn),
    ),
    gauge('not_kept', '1 while the disk takes no tokens.', view.notKept ? 1 : 0),
    gauge('resident_memory_bytes', 'Memory of the process.', process.memoryUsage.rss()),
    counter('cpu_seconds_total', 'User and system time of the process.', cpuSeconds()),
    '',
  ].join('\n');
}

const counter = (name: string, help: string, value: number) =>
  family(name, 'counter', help, [['', value]]);

const gauge = (name: string, help: string, value: number) =>
  family(name, 'gauge', help, [['', value]]);

function family(
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  samples: (readonly [labels: string, value: number])[],
): string {
  const full = `${PREFIX}_${name}`;
  return [
    `# HELP ${full} ${help}`,
    `# TYPE ${full} ${type}`,
    ...samples.map(([labels, value]) => `${full}${labels} ${value}`),
  ].join('\n');
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
