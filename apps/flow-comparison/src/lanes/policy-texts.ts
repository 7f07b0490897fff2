const en = {
  'block-device-code': 'Block the device code flow',
  'require-mfa': 'Require a second factor',
  'require-compliant-device': 'Require a compliant device',
};

const ko: typeof en = {
  'block-device-code': '디바이스 코드 흐름 차단',
  'require-mfa': '2단계 인증 요구',
  'require-compliant-device': '규정을 준수하는 디바이스 요구',
};

/** The policies that a trainer switches, in each language. */
export const policyTexts: Record<'en' | 'ko', typeof en> = { en, ko };
