import type { OwnValues, SampleOptions } from '@entra-flows/sample-kit/service';

const DAY = 86_400;

/** What the service is, and the options that only it has. */
export const about = {
  name: 'headless-device-code',
  flow: 'device-code',
  // Neither a browser nor a broker: nothing else can work on such a device.
  possible: [],
  summary:
    'a service for a device without a browser: shows a sign-in code where it can,\n' +
    'then calls Microsoft Graph on a schedule with tokens that it renews by itself.',
  isService: true,
  options: {
    every: {
      type: 'number',
      value: 'SEC',
      range: [1, DAY],
      help: 'how often the API is called (300), give or take a tenth',
    },
    port: {
      type: 'number',
      value: 'NUMBER',
      range: [0, 65_535],
      help: 'port of the status page, /healthz, /readyz, /metrics (8484); 0 for any',
    },
    listen: {
      type: 'string',
      value: 'ADDRESS',
      help: 'IP address to listen on (127.0.0.1); 0.0.0.0 shows the page to the network',
    },
    'code-file': {
      type: 'string',
      value: 'FILE',
      help: 'JSON with code and link, there while a sign-in is needed',
    },
    'on-code': {
      type: 'string',
      value: 'PROGRAM',
      help: 'run for each new code, with USER_CODE and VERIFICATION_URI in its environment',
    },
    'first-pause': {
      type: 'number',
      value: 'SEC',
      range: [1, DAY],
      help: 'after a failure, or a code that ran out (5); doubled each time',
    },
    'longest-pause': {
      type: 'number',
      value: 'SEC',
      range: [1, DAY],
      help: 'what that pause may grow to (300)',
    },
    spread: {
      type: 'number',
      value: 'SEC',
      range: [0, DAY],
      help: 'time over which a fleet of these devices spreads its requests (0)',
    },
    timeout: {
      type: 'string',
      value: 'SEC',
      help: 'how long one code is shown, when less than its own life',
    },
    'print-token': { type: 'boolean', help: 'refused: a service does not write tokens to its log' },
    json: { type: 'boolean', help: 'log lines on stderr as JSON, one object each' },
    verbose: {
      type: 'boolean',
      help: "MSAL's log and every HTTP exchange, without secrets, in the log",
    },
  },
} as const;

/** The options of this service as they were read. */
export type ServiceOptions = SampleOptions<OwnValues<typeof about.options>>;
