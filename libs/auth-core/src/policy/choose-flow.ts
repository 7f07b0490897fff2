import type { MessageLanguage } from '@entra-flows/primitives/language';
import { ownTexts } from '../errors/own-texts.ts';
import { type MachineEnvironment, readEnvironment } from './machine-environment.ts';

/** The flows that can ask the user, in the order of preference. */
export type AskingFlow = 'broker' | 'interactive' | 'device-code';

/** Whether a flow can work on this machine, and why. */
export interface FlowChoice {
  /** The flow. */
  flow: AskingFlow;
  /** Whether it can work on this machine, as far as that is known without trying. */
  usable: boolean;
  /** Why, as the rest of a sentence. */
  reason: string;
}

/**
 * Which flows can work on this machine, best first, then those that cannot, each with its reason.
 *
 * A broker knows the device and asks least, a browser on this machine can prove more than a code
 * typed elsewhere, and a device code works wherever text can be shown.
 *
 * @param language - of the reasons; default: that of this program's messages
 * @see https://learn.microsoft.com/entra/msal/dotnet/acquiring-tokens/overview
 */
export function chooseFlow(
  machine: MachineEnvironment = readEnvironment(),
  language?: MessageLanguage,
): FlowChoice[] {
  const reasons = ownTexts(language).flows;
  const environment = { ...machine, variables: withoutBlanks(machine.variables), reasons };
  const choices: FlowChoice[] = [
    choice('broker', whyNoBroker(environment), reasons.brokerHere),
    choice('interactive', whyNoBrowser(environment), whichBrowser(environment)),
    choice('device-code', undefined, reasons.codeAnywhere),
  ];
  return [...choices.filter(({ usable }) => usable), ...choices.filter(({ usable }) => !usable)];
}

/** A machine, and the texts of a language. */
interface Told extends MachineEnvironment {
  reasons: ReturnType<typeof ownTexts>['flows'];
}

function choice(flow: AskingFlow, obstacle: string | undefined, reason: string): FlowChoice {
  return { flow, usable: obstacle === undefined, reason: obstacle ?? reason };
}

function whyNoBroker(environment: Told): string | undefined {
  const { broker, reasons } = environment;
  if (broker !== true) return broker || reasons.noBroker;
  if (environment.variables['WSL_DISTRO_NAME']) return reasons.brokerOutside;
  return whyNoScreen(environment);
}

function whyNoBrowser(environment: Told): string | undefined {
  const { reasons } = environment;
  const [first] = entriesOf(environment);
  const unseen = whyNoScreen(environment);
  if (unseen || !first) return unseen;
  if (NO_BROWSERS.test(first)) return reasons.browserOff;
  return namedBrowsers(environment).length === 0 ? reasons.textBrowser : undefined;
}

/**
 * The commands of BROWSER that can show the sign-in page, each to be tried where the one before did not
 * start. Text browsers cannot, and are left out.
 */
export function namedBrowsers(
  environment: Pick<MachineEnvironment, 'platform' | 'variables'>,
): string[] {
  return entriesOf(environment).filter((entry) => !TEXT_BROWSERS.test(entry));
}

/** BROWSER is a list like PATH. */
function entriesOf({
  platform,
  variables,
}: Pick<MachineEnvironment, 'platform' | 'variables'>): string[] {
  const entries = variables['BROWSER']?.split(platform === 'win32' ? ';' : ':') ?? [];
  return entries.map((entry) => entry.trim()).filter(Boolean);
}

function whichBrowser(environment: Told): string {
  const { platform, variables, windowsInterop, reasons } = environment;
  if (entriesOf(environment).length > 0) return reasons.browserNamed;
  if (variables['WSL_DISTRO_NAME'] && windowsInterop) return reasons.browserOfWindows;
  return platform === 'win32' || platform === 'darwin' ? reasons.desktop : reasons.display;
}

/** Why no window on this machine's screen would be seen, or why it could not come back to this program. */
function whyNoScreen({ variables: v, ...machine }: Told): string | undefined {
  const { reasons } = machine;
  const remote = ['SSH_CONNECTION', 'SSH_TTY', 'SSH_CLIENT'].find((name) => v[name]);
  const hosted = ['CODESPACES', 'REMOTE_CONTAINERS', 'KUBERNETES_SERVICE_HOST'].find(
    (name) => v[name],
  );
  if (runsInCi(v)) return reasons.ci;
  if (hosted) return reasons.hosted(hosted);
  if (remote) return reasons.remote(remote);
  // A browser that was chosen for a container runs inside it, and reaches its loopback.
  if (machine.container && entriesOf({ ...machine, variables: v }).length === 0)
    return reasons.container(machine.container);
  return machine.platform === 'win32' ? whyNoDesktop(v, machine) : whyNoDisplay(v, machine);
}

type Rest = Omit<Told, 'variables'>;
type Variables = MachineEnvironment['variables'];

function whyNoDesktop(variables: Variables, { serverCore, reasons }: Rest): string | undefined {
  if (serverCore) return reasons.serverCore;
  // Services run in session 0, most of them as the machine account.
  const service =
    variables['SESSIONNAME']?.toLowerCase() === 'services' || variables['USERNAME']?.endsWith('$');
  return service ? reasons.service : undefined;
}

function whyNoDisplay(variables: Variables, { platform, windowsInterop, reasons }: Rest) {
  if (platform === 'darwin') return undefined;
  if (variables['WSL_DISTRO_NAME'] && windowsInterop) return undefined;
  if (variables['DISPLAY'] || variables['WAYLAND_DISPLAY']) return undefined;
  return reasons.noScreen;
}

/** A variable of blanks counts as unset. */
function withoutBlanks(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
}

/** Whether `CI` says that the program runs without a user, on a terminal too. */
export function runsInCi({ CI }: Variables = process.env): boolean {
  return CI !== undefined && !/^(?:|0|false|no)$/i.test(CI.trim());
}

/** What users set to be left alone: programs that open nothing. */
const NO_BROWSERS = /(?:^|[\\/])(?:none|no|off|true|false|echo)(?:\.exe)?(?:$|\s)/i;

/** Of a path or a command line: `/usr/bin/lynx`, `w3m %s`. */
const TEXT_BROWSERS =
  /(?:^|[\\/:])(?:www-browser|lynx|w3m|e?links2?|browsh|carbonyl)(?:\.exe)?(?:$|[\s:])/i;
