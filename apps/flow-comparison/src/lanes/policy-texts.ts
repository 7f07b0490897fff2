/** `short` stands on the button at the top of the page. */
const en = {
  'block-device-code': { title: 'Block the device code flow', short: 'No device code' },
  'require-mfa': { title: 'Require a second factor', short: 'Second factor' },
  'require-compliant-device': { title: 'Require a compliant device', short: 'Compliant device' },
};

const ko: typeof en = {
  'block-device-code': { title: '디바이스 코드 흐름 차단', short: '디바이스 코드 차단' },
  'require-mfa': { title: '2단계 인증 요구', short: '2단계 인증' },
  'require-compliant-device': {
    title: '규정을 준수하는 디바이스 요구',
    short: '규정 준수 디바이스',
  },
};

/** The policies that a trainer switches, in each language. */
export const policyTexts: Record<'en' | 'ko', typeof en> = { en, ko };
