import type { Remedies } from './remedy.ts';

export const categoriesEn: Remedies['categories'] = {
  'config.tenant': [
    'The authority does not fit this sign-in.',
    'The tenant in the authority is wrong, missing, or not allowed for this app or flow.',
    'Set the authority to https://<host>/<tenant ID or domain>. The host is login.microsoftonline.com, unless the tenant is in another cloud.',
  ],
  'config.client': [
    'The authority refused this app.',
    'The app registration is missing, disabled, or set up wrongly.',
    'Compare the client ID and the tenant with the app registration in the Entra admin center.',
  ],
  'config.client-credential': [
    "The authority refused the app's own credential.",
    'A client secret, certificate or assertion is wrong, missing or expired; a public client has none.',
    'Desktop and command-line apps: send no secret and allow public client flows. Services: renew the credential.',
  ],
  'config.redirect': [
    'The redirect URI was refused.',
    'It is not in the app registration, or stands there under another platform.',
    'In the app registration, Authentication: add http://localhost under "Mobile and desktop applications".',
  ],
  'config.scope': [
    'The requested permission was refused.',
    'A scope or its resource is misspelled, unknown in this tenant, disabled, or mixed with others.',
    'Correct the scopes; ask for those of one resource at a time.',
  ],
  'config.cloud': [
    'This is the wrong cloud.',
    'The account or tenant lives in another Microsoft cloud than the authority.',
    'Use the authority host of that cloud, such as login.microsoftonline.us.',
  ],
  'config.claims-mapping': [
    'The token could not be made.',
    'The token customisation of this app in the tenant is broken.',
    'Ask the administrator to check the attributes and claims of the app.',
  ],
  'config.flow-not-supported': [
    'This way to sign in is not enabled for the app.',
    'The app registration, or the tenant, does not allow this grant or response type.',
    'Enable it in the app registration under Authentication, or use another flow.',
  ],
  'config.client-library': [
    'The program made a request that cannot work.',
    'It set up the client library or the request wrongly.',
    'Tell the developers of the program, with the code below.',
  ],
  'user.interaction-required': [
    'Somebody has to sign in.',
    'The authority will not give a token without the user at its sign-in page.',
    'Sign in again.',
  ],
  'user.mfa': [
    'A second factor is needed.',
    'The organization demands more than a password here.',
    'Sign in again with a flow that shows a page, and confirm there.',
  ],
  'user.consent': [
    'Consent is missing.',
    'You have not yet allowed this app to use the data it asks for.',
    'Sign in again and accept what the app asks for.',
  ],
  'user.admin-consent': [
    'An administrator must approve this app.',
    'It asks for permissions that a user may not grant.',
    'Ask an administrator to grant consent: Enterprise applications > the app > Permissions.',
  ],
  'user.cancelled': [
    'The sign-in was stopped.',
    'It was cancelled, or declined on the sign-in page.',
    'Start again when you are ready.',
  ],
  'user.password-change': [
    'The password has to be changed.',
    'The authority wants a new password, or did not accept the one that was chosen.',
    'Change the password at https://myaccount.microsoft.com (in a national cloud: at its own page), then sign in again.',
  ],
  'credentials.invalid': [
    'The sign-in was refused.',
    'User name, password, code or certificate is wrong.',
    'Check them and sign in again.',
  ],
  'credentials.expired': [
    'The password has expired.',
    'It is past the lifetime that the organization allows.',
    'Change it at https://myaccount.microsoft.com (in a national cloud: at its own page), then sign in again.',
  ],
  'account.disabled': [
    'The account is switched off.',
    'An administrator has disabled it.',
    'Ask the administrator to enable it.',
  ],
  'account.locked': [
    'The account is locked for now.',
    'There were too many failed sign-ins, or it may not sign in at this hour.',
    'Wait some minutes, then try once; or reset the password.',
  ],
  'account.unknown': [
    'The account is not known here.',
    'It does not exist in this tenant and has not been invited to it.',
    'Sign in with an account of this tenant, or ask for an invitation.',
  ],
  'account.not-assigned': [
    'The account may not use this app.',
    'The app is open to assigned users only, and this account is not one.',
    'Ask the administrator to assign it: Enterprise applications > the app > Users and groups.',
  ],
  'account.type-mismatch': [
    'This kind of account does not fit.',
    'A personal account was used where a work or school account is needed, or the other way round.',
    'Sign in with the other kind of account.',
  ],
  'device.pending': [
    'Nobody has finished the sign-in yet.',
    'The code has been given out, and the page is still waiting for it.',
    'Open the link and enter the code.',
  ],
  'device.slow-down': [
    'The authority asks for patience.',
    'The program asked for the result too often.',
    'Keep waiting; ask five seconds less often.',
  ],
  'device.expired': [
    'The sign-in was not finished in time.',
    'The code was not used before it expired.',
    'Start again, and enter the new code at once.',
  ],
  'device.declined': [
    'The sign-in was declined.',
    'Somebody chose "Cancel" or "No" on the page where the code is entered.',
    'Start again if that was a mistake.',
  ],
  'device.bad-code': [
    'The code was not accepted.',
    'It is mistyped, unknown, or already used.',
    'Start again and enter the new code as shown.',
  ],
  'policy.conditional-access': [
    'A policy of the organization blocks this sign-in.',
    'Conditional access does not allow it from here or in this way.',
    'Show this message to the administrator; the sign-in log names the policy.',
  ],
  'policy.device-compliance': [
    'The organization does not accept this device.',
    'It must be managed, compliant or joined.',
    'Enrol the device in the Company Portal, or sign in on a managed one.',
  ],
  'policy.device-identity': [
    'The device could not prove who it is.',
    'Its registration or key is missing or broken, or this flow cannot show it.',
    'Register the device again in Settings > Accounts > Access work or school.',
  ],
  'policy.app-protection': [
    'The organization allows approved apps only.',
    'An approved app, a broker or app protection is demanded.',
    'Ask the administrator whether this app can be allowed.',
  ],
  'policy.risk': [
    'The sign-in was blocked as risky.',
    'The authority sees signs of misuse.',
    'Ask the administrator to review the risk of the account.',
  ],
  'policy.tenant-access': [
    'Access between the organizations is not allowed.',
    'A tenant restriction, a cross-tenant setting or an age rule forbids it.',
    'Ask the administrators of both tenants.',
  ],
  'token.expired': [
    'The earlier sign-in is too old.',
    'The saved session is past its lifetime.',
    'Sign in again.',
  ],
  'token.revoked': [
    'The earlier sign-in is no longer valid.',
    'It was revoked, often because the password was changed.',
    'Sign in again.',
  ],
  'token.invalid': [
    'The earlier sign-in was not accepted.',
    'The saved grant is damaged, or belongs to another app or tenant.',
    'Sign in again.',
  ],
  'token.already-used': [
    'The sign-in code was used before.',
    'Such a code works once.',
    'Sign in again.',
  ],
  'service.transient': [
    'The sign-in service has a passing fault.',
    'It could not answer just now.',
    'Try again in a minute.',
  ],
  'service.throttled': [
    'The sign-in service asks to wait.',
    'There were too many requests in a short time.',
    'Wait some minutes, then try again; a program must not repeat at once.',
  ],
  'service.fault': [
    'The sign-in service failed.',
    'It reports a fault of its own that a repetition will not clear.',
    'Send the line below to the administrator or to Microsoft support.',
  ],
  network: [
    'The sign-in service could not be reached.',
    'No usable answer came over the network.',
    'Check the connection, VPN and proxy, then try again.',
  ],
  'protocol.bad-request': [
    'The authority did not understand the request.',
    'The request is malformed or incomplete.',
    'Tell the developers of the program, with the line below.',
  ],
  'protocol.response-mismatch': [
    'The answer did not belong to this sign-in.',
    'It may come from an older browser tab, or from somebody else.',
    'Close old sign-in tabs and sign in again.',
  ],
  'protocol.signout': [
    'The sign-out was not complete.',
    'The session may be over already.',
    'Nothing needs to be done; close the browser to be sure.',
  ],
  federation: [
    'The sign-in at the other identity provider failed.',
    "The authority could not use the answer of the organization's own provider.",
    'Ask the administrator to check the federation.',
  ],
  'hybrid.on-prem': [
    'The sign-in against the on-premises directory failed.',
    'The on-premises password check or Windows single sign-on did not work.',
    'Ask the administrator to check the authentication agents, or sign in with a page.',
  ],
  cache: [
    'No saved sign-in can be used.',
    'The token cache is empty, or could not be used.',
    'Sign in again.',
  ],
  'library.internal': [
    'The client library failed.',
    'This is a fault in the library or in what it runs on.',
    'Update the program; if that does not help, report it with the line below.',
  ],
  unknown: [
    'The sign-in failed for an unknown reason.',
    'This error is in none of the published lists.',
    'Try once more; if it stays, send the line below to the administrator or to support.',
  ],
};
