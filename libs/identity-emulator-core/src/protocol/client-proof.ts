/** How an app proved who it is: not at all, by a secret, or by a certificate (RFC 6749 2.3). */
export type ClientProof = 'none' | 'secret' | 'certificate';
