import type { Actions } from './actions.ts';
import { columnsOf, policiesOf } from './columns.ts';
import type { CarriedRecordings } from './source/recorded-stage.ts';
import type { StageSource } from './source/stage-source.ts';
import { sceneOf, type Store, tabs, type View } from './view.ts';

/** The address of what is shown: flows, scenario, run, and the chosen step. */
export function linkTo(view: View): string {
  const { info, scenario, scene, selected, runs, tab, language } = view;
  const parts = new URLSearchParams();
  if (scene !== undefined) parts.set('scene', scene);
  parts.set('flows', (info?.lanes ?? []).map(({ flow }) => flow).join(','));
  if (scenario !== undefined) parts.set('scenario', scenario);
  const policies = policiesOf(view).filter(({ on }) => on);
  if (policies.length > 0) parts.set('policies', policies.map(({ id }) => id).join(','));
  if (runs !== 1) parts.set('runs', `${runs}`);
  if (selected) {
    parts.set('lane', selected.column);
    parts.set('step', selected.row);
  }
  const opens = sceneOf(view)?.tab ?? 'words';
  if (tab !== opens) parts.set('tab', tab);
  const address = new URL(location.href);
  address.searchParams.set('lang', language);
  address.hash = parts.toString();
  return address.href;
}

/** Shows the runs that the page carries, at their end. */
export async function openCarried(
  store: Store,
  source: StageSource,
  { recordings, runs = 1 }: CarriedRecordings,
): Promise<void> {
  for (const run of [1, 2] as const)
    for (const { lane } of store.get().info?.lanes ?? []) {
      const carried = recordings.find((one) => one.messages[0]?.lane === lane && one.run === run);
      // Each with the failure that it met, whatever the others met.
      const { scenario } = carried ?? {};
      if (carried) await source.start({ run, lane, ...(scenario !== undefined && { scenario }) });
    }
  store.set({ runs, clock: { mode: 'hold', at: Infinity } });
}

/**
 * Shows what the address asks for. Recordings are played to their end at once; a live stage gets the lanes
 * and the failure, and waits for its start button: a link must start nothing.
 */
export async function openLink(store: Store, actions: Actions, source: StageSource): Promise<void> {
  const parts = new URLSearchParams(location.hash.slice(1));
  const { info } = store.get();
  const scene = info?.scenes.find(({ id }) => id === parts.get('scene'));
  const asked = scene?.flows ?? parts.get('flows')?.split(',').filter(Boolean) ?? [];
  const flows = asked.filter((flow) => info?.flows.some((one) => one.flow === flow)).slice(0, 4);
  if (flows.length === 0) return;
  const current = (info?.lanes ?? []).map(({ flow }) => flow).join();
  const scenario = scene?.scenario ?? parts.get('scenario') ?? undefined;
  const known = info?.scenarios.some(({ name }) => name === scenario);
  if (flows.join() !== current || source.kind === 'recorded') {
    await source.choose(flows.map((flow, at) => ({ lane: `${at + 1}`, flow, user: 'scripted' })));
    await actions.load();
  }
  const chosen = { scene: scene?.id, scenario: known ? scenario : undefined };
  store.set({ ...chosen, ...(scene && { lastScene: scene.id }) });
  await source.setScene(chosen);
  const tab = tabs.find((one) => one === (parts.get('tab') ?? scene?.tab));
  store.set({ tab: tab ?? 'words' });
  const runs = parts.get('runs');
  await actions.setPolicies(scene?.policies ?? parts.get('policies')?.split(',') ?? []);
  if (source.kind === 'recorded') {
    if (scene?.run !== 2 || runs === 'both') await actions.start(1);
    if (runs === '2' || runs === 'both' || scene?.run === 2) await actions.start(2);
    store.set({ clock: { mode: 'hold', at: Infinity } });
  }
  store.set({ runs: runs === 'both' ? 'both' : runs === '2' || scene?.run === 2 ? 2 : 1 });
  const [column, row] = [parts.get('lane'), parts.get('step')];
  if (column === null || row === null) return;
  const at = columnsOf(store.get()).columns.findIndex(({ id }) => id === column);
  if (at >= 0) store.set({ selected: { column, row }, column: at });
}
