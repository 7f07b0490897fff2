import { useStage } from '../context.ts';
import { hasSecond } from '../offers.ts';

/** Keys that a page which carries its runs has no use for. */
const STARTS = ['S', 'X', 'R', 'F', 'P', 'C', 'N', 'W', '+'];

/** Of the second run, where it carries none. */
const SECOND = ['A', 'V'];

/** Every key, and the switch that puts single keys to rest. */
export function HelpDialog() {
  const { view, texts, actions, isCarried } = useStage();
  const { keys } = texts;
  const unused = isCarried ? [...STARTS, ...(hasSecond(view) ? [] : SECOND)] : [];
  const list: readonly (readonly [string, string])[] = [
    ['S', keys.s],
    ['A', keys.a],
    ['X', keys.x],
    ['R', keys.r],
    [texts.spaceKey, keys.space],
    ['← →', keys.steps],
    ['↑ ↓', keys.rows],
    ['Home End', keys.ends],
    ['1 2 3 4', keys.lanes],
    ['T', keys.t],
    ['M', keys.m],
    ['V', keys.v],
    ['F', keys.f],
    ['P', keys.p],
    ['C', keys.c],
    ['N', keys.n],
    ['W', keys.w],
    ['+', keys.plus],
    ['E', keys.e],
    ['L', keys.l],
    ['?', keys.help],
  ];
  return (
    <>
      <p class="lead">{texts.helpLead}</p>
      <label class="switch">
        <input type="checkbox" checked={view.hasKeys} onChange={actions.toggleKeys} />
        {texts.keysOn}
      </label>
      <dl class="keys">
        {list
          .filter(([key]) => !unused.includes(key))
          .map(([key, what]) => (
            <div key={key}>
              <dt>
                {(key.length > 4 && key.includes(' ') ? key.split(' ') : [key]).map((one) => (
                  <kbd key={one}>{one}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}
