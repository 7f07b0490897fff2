/**
 * The name under which this machine keeps what the app keeps: the folder of the token cache, and the
 * entry of its key in the system's keyring. Two products must not share it.
 */
export const APP_NAME = 'entra-flows';
