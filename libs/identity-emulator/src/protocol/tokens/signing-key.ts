import { KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';

/** The key that signs tokens, RS256 as in Entra. */
export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: CryptoKey;
  publicJwk: JWK;
}

/** A new RSA key of 2048 bits as a private JWK. */
export async function generateSigningJwk(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return exportJWK(privateKey);
}

/** @throws when the JWK is not a private RSA key */
export async function importSigningKey(jwk: JWK): Promise<SigningKey> {
  const { kty, n, e } = jwk;
  if (kty !== 'RSA' || !n || !e || !jwk.d) throw new Error('not a private RSA key');
  const publicPart: JWK = { kty, n, e };
  const kid = await calculateJwkThumbprint(publicPart);
  const privateKey = KeyObject.from(
    (await importJWK(jwk, 'RS256', { extractable: true })) as CryptoKey,
  );
  const publicKey = (await importJWK(publicPart, 'RS256')) as CryptoKey;
  return { kid, privateKey, publicKey, publicJwk: { ...publicPart, kid, use: 'sig' } };
}
