/** Why a Negotiate token is not taken, for the log: the client only hears 401. */
export class KerberosRefused extends Error {
  override readonly name = 'KerberosRefused';
}
