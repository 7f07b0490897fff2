import { useEffect } from 'preact/hooks';
import type { StageScene } from '../../src/messages.ts';
import { sceneKeys } from '../../src/scene-keys.ts';
import { useStage } from '../context.ts';

/** The rows of docs/training.md that have a key, each started by it. */
export function ScenesDialog() {
  const { view, texts, actions, isLive } = useStage();
  const scenes = view.info?.scenes ?? [];
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.length !== 1) return;
      const scene = scenes[sceneKeys.indexOf(event.key)];
      if (!scene && event.key !== 'n') return;
      event.preventDefault();
      void (scene ? actions.playScene(scene) : actions.nextScene());
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [scenes]);
  const minutes = scenes.reduce((sum, scene) => sum + scene.minutes, 0);
  const titlesOf = ({ flows }: StageScene) =>
    flows
      .map((flow) => view.info?.flows.find((one) => one.flow === flow)?.title ?? flow)
      .join(' · ');
  return (
    <>
      <p class="lead">
        {texts.scenesLead} {texts.scenesTotal(scenes.length, minutes)}
      </p>
      <ol class="choices scenes-list">
        {scenes.map((scene, at) => (
          <li key={scene.id} aria-current={scene.id === view.scene} title={scene.notes}>
            <kbd>{sceneKeys[at]}</kbd>
            <div>
              <h3>{scene.title}</h3>
              <p>{scene.notes}</p>
              <p class="hint">
                {texts.minutesOf(scene.minutes)} · {titlesOf(scene)}
              </p>
            </div>
            <span class="buttons">
              <button
                type="button"
                aria-label={`${texts.start}: ${scene.title}`}
                onClick={() => void actions.playScene(scene)}
              >
                {texts.start}
              </button>
              {isLive && (
                <button
                  type="button"
                  class="text"
                  aria-label={`${texts.byHand}: ${scene.title}`}
                  onClick={() => void actions.playScene(scene, 'you')}
                >
                  {texts.byHand}
                </button>
              )}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
