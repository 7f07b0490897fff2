import { findScenario } from '@entra-flows/identity-emulator';
import type { StageScene } from './messages.ts';
import { scenesEn } from './scenes.en.ts';
import { scenesKo } from './scenes.ko.ts';

/** A scene without its words. */
type Staged = Omit<StageScene, 'id' | 'title' | 'notes'>;

const beside = (flows: string[], minutes: number, more: Partial<Staged> = {}): Staged => ({
  flows,
  minutes,
  ...more,
});
const both = ['device-code', 'interactive'];

/** The rows of docs/training.md that have a key, in the order of the keys. */
const staged = {
  'first-and-second': beside(['device-code'], 1),
  'code-or-page': beside(both, 2),
  'three-kinds-of-device-code': beside(
    ['device-code', 'device-code/own-loop', 'device-code/service'],
    1,
  ),
  'password-beside-page': beside(['interactive', 'username-password'], 1),
  'silent-renewal': beside(['silent'], 1, { tab: 'source' }),
  'web-and-page': beside(['web-auth-code', 'single-page'], 2, { tab: 'token' }),
  'device-code-blocked': beside(both, 1, { scenario: 'device-code-blocked' }),
  'device-code-declined': beside(both, 1, { scenario: 'device-code-declined' }),
  'slow-down': beside(['device-code'], 1, { scenario: 'slow-down' }),
  'redirect-mismatch': beside(['interactive', 'device-code'], 1, { scenario: 'redirect-mismatch' }),
  'not-a-public-client': beside(['device-code', 'username-password'], 1, {
    scenario: 'not-a-public-client',
  }),
  'refresh-token-revoked': beside(['silent', 'interactive'], 1, {
    scenario: 'refresh-token-revoked',
  }),
  'admin-consent-needed': beside(['silent'], 1, { scenario: 'admin-consent-needed' }),
  'claims-challenge': beside(['silent', 'interactive'], 1, { scenario: 'claims-challenge' }),
  throttled: beside(both, 1, { scenario: 'throttled' }),
  outage: beside(['silent', 'device-code'], 1, { scenario: 'outage' }),
  'html-instead-of-json': beside(both, 1, { scenario: 'html-instead-of-json' }),
  hang: beside(both, 1, { scenario: 'hang' }),
  'policy-blocks': beside(both, 1, { policies: ['block-device-code'] }),
  'policy-blocks-renewal': beside(both, 1, { policies: ['block-device-code'], run: 2 }),
  'policy-mfa': beside(['interactive', 'username-password'], 1, { policies: ['require-mfa'] }),
  'policy-device': beside(['interactive', 'broker'], 1, { policies: ['require-compliant-device'] }),
  'code-expires': beside(['device-code'], 1, { advanceSeconds: 900 }),
} satisfies Record<string, Staged>;

/** Word of a scene, for its address. */
export type SceneId = keyof typeof staged;

/** A scene in words. */
export interface SceneText {
  /** Absent where a failure is played: the scene is called as its failure. */
  title?: string;
  /** For the trainer: what to do, and what the audience sees. */
  notes: string;
}

/** The scenes in one language. */
export function scenesIn(language: 'en' | 'ko'): StageScene[] {
  const texts = { en: scenesEn, ko: scenesKo }[language];
  return (Object.keys(staged) as SceneId[]).map((id) => {
    const scene: Staged = staged[id];
    const failure = scene.scenario === undefined ? undefined : findScenario(scene.scenario);
    const { title = failure?.[language].title ?? id, notes } = texts[id];
    return { id, title, notes, ...scene };
  });
}
