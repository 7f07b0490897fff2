import * as adfs from './steps/adfs.ts';
import * as adminConsent from './steps/admin-consent.ts';
import * as authorize from './steps/authorize.ts';
import * as cancel from './steps/cancel.ts';
import * as confirm from './steps/confirm.ts';
import * as consent from './steps/consent.ts';
import * as consents from './steps/consents.ts';
import * as done from './steps/done.ts';
import * as enterCode from './steps/enter-code.ts';
import * as errorNumber from './steps/error-number.ts';
import * as home from './steps/home.ts';
import * as loginSrf from './steps/login-srf.ts';
import * as newPassword from './steps/new-password.ts';
import * as number from './steps/number.ts';
import * as oneTimeCode from './steps/one-time-code.ts';
import * as password from './steps/password.ts';
import * as pickAccount from './steps/pick-account.ts';
import * as signOut from './steps/sign-out.ts';
import * as stay from './steps/stay.ts';
import * as username from './steps/username.ts';
import type { Step } from './visit.ts';

/** All pages. */
export const steps: readonly Step[] = [
  home,
  enterCode,
  pickAccount,
  username,
  password,
  adfs,
  loginSrf,
  newPassword,
  number,
  oneTimeCode,
  confirm,
  stay,
  consent,
  done,
  errorNumber,
  authorize,
  adminConsent,
  cancel,
  signOut,
  consents,
];
