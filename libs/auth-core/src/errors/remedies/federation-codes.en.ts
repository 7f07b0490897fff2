import type { CodeRemedy } from './remedy.ts';

/** Codes of a sign-in at an organization's own AD FS, with a Kerberos ticket or a password. */
export const federationCodesEn = {
  kerberos_no_ticket: [
    'This machine holds no Kerberos ticket of yours, or it has expired.',
    'Get one: on Linux and macOS with "kinit name@REALM"; on Windows sign in with the account of the domain, or lock and unlock.',
    'You are not signed in to the domain.',
  ],
  kerberos_wrong_realm: [
    'Kerberos knows no service of this name: the ticket is of another realm, or AD FS has no HTTP service principal.',
    'Compare the realm of "klist" with the domain of AD FS; get a ticket of that realm, or map the host to it in krb5.conf ([domain_realm]).',
  ],
  kerberos_clock_skew: [
    'The clock of this machine differs by more than five minutes from that of the domain.',
    'Set date and time, or switch time synchronisation on; then get a new ticket.',
  ],
  kerberos_kdc_unreachable: [
    'No domain controller answered the question for a ticket.',
    'Connect to the network of the organization (VPN); check krb5.conf or DNS for the realm.',
    'No Kerberos ticket could be had.',
  ],
  kerberos_unavailable: [
    'This program found nothing that speaks Kerberos: neither the npm package "kerberos" nor a curl with GSS-API or SSPI.',
    'Install curl, or "npm install kerberos" (it compiles); or sign in with a page.',
    'The Windows sign-in is not possible here.',
  ],
  integrated_windows_authentication_failed: [
    'AD FS refused the Kerberos ticket of this machine.',
    'Compare "klist" with the account; ask the administrator for the service principal and the Windows authentication of AD FS.',
  ],
  mutual_authentication_failed: [
    'The server took the ticket, but did not prove that it is the AD FS that the ticket was for.',
    'Nothing of its answer was used. Ask the administrator; a proxy may be in between.',
  ],
  integrated_windows_auth_not_supported_managed_user: [
    'The password of this account is kept by Entra itself, and a Kerberos ticket proves nothing there.',
    'Sign in with a page, or with an account of a federated domain.',
    'The Windows sign-in is not possible for this account.',
  ],
  ropc_not_supported_for_msa: [
    'This is a personal Microsoft account.',
    'Sign in with a page.',
    'A password or a ticket is not enough for this account.',
  ],
  unknown_user_type: [
    'Entra knows no domain for this name, so nobody can tell where it signs in.',
    'Check the spelling of the user name; it is the one of Entra, such as frida@contoso.com.',
  ],
  get_user_name_failed: [
    'No ticket of this machine names a user.',
    'Name the account, such as frida@contoso.com; or get a ticket with kinit.',
    'It is not clear who should sign in.',
  ],
  invalid_user_name: [
    'A user name has the form name@domain.',
    'Correct the name; an old form such as DOMAIN\\name does not do.',
  ],
  user_realm_discovery_failed: [
    'The authority did not say where this account signs in.',
    'Try again; if it stays, check the authority, and whether a proxy changes its answers.',
  ],
  accessing_ws_metadata_exchange_failed: [
    'The AD FS of the organization cannot be reached from here, or does not describe itself (MEX).',
    'Connect to the network of the organization (VPN), then try again.',
  ],
  adfs_unreachable: [
    'The AD FS of the organization cannot be reached from here.',
    'Connect to the network of the organization (VPN), then try again.',
  ],
  missing_federation_metadata_url: [
    'The domain is federated, but names no description of its sign-in service (MEX).',
    'Sign in with a page, or ask the administrator to set it in the federation of the domain.',
  ],
  parsing_ws_metadata_exchange_failed: [
    'What AD FS says of itself (MEX) cannot be read.',
    'Ask the administrator; a proxy may have put a page of its own in its place.',
  ],
  wstrust_endpoint_not_found: [
    'AD FS offers no https endpoint of WS-Trust for this way to sign in.',
    'Ask the administrator to enable windowstransport or usernamemixed; or sign in with a page.',
  ],
  federated_service_returned_error: [
    'AD FS refused the request; a number under "Details" is its own.',
    'Ask the administrator to look into the log of AD FS.',
  ],
  parsing_wstrust_response_failed: [
    'The answer of AD FS holds no assertion that can be used.',
    'Ask the administrator of AD FS; a proxy may have put a page of its own in its place.',
  ],
  FailedAuthentication: [
    'AD FS did not accept the user name and the password, or the account may not sign in.',
    'Check both. If they are right, the account may be locked, disabled or expired: ask the administrator.',
  ],
  InvalidSecurity: [
    'AD FS did not accept the time or the form of the request; most often the clock of this machine is wrong.',
    'Check date and time of this machine, then try again.',
  ],
} as const satisfies Record<string, CodeRemedy>;
