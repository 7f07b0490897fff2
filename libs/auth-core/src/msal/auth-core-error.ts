import { AuthError } from '@azure/msal-node';
import { readProperty } from '../errors/read-property.ts';

/** Stable codes of this library's own errors. */
export type AuthCoreErrorCode =
  /** The result is for another account, or another tenant, than the one asked for. */
  | 'account_mismatch'
  /** Two or more accounts match, and none was chosen. */
  | 'account_ambiguous'
  | 'account_not_found'
  /** A saved device code is for another client, authority or scopes. */
  | 'device_code_mismatch'
  /** The browser of this machine did not open. */
  | 'browser_not_opened'
  /** This machine has no broker that this program could ask. */
  | 'broker_unavailable'
  /** The broker of the system did not answer in time. */
  | 'broker_timeout'
  /** No flow can work on this machine, or none was given. */
  | 'no_flow'
  /** The program's own sign-in step returned nothing. */
  | 'no_result'
  /** The cache path is a folder, or cannot be written. */
  | 'cache_unusable'
  /** Another process keeps the cache, or the code that it waits for, to itself. */
  | 'cache_locked'
  /** The cache could not be read; it has been set aside. */
  | 'cache_damaged'
  | 'keyring_unavailable'
  | 'authority_not_https'
  | 'authority_malformed'
  /** A call names an authority on another host than the client's. */
  | 'authority_mismatch'
  /** A token was about to go to an address that is not on the allowed list. */
  | 'origin_not_allowed';

const BRAND = Symbol.for('@entra-flows/auth-core/error');

/**
 * An error of this library itself, shaped as MSAL's errors are, so that one `catch` handles both.
 *
 * @param code one of {@link AuthCoreErrorCode}, as `errorCode`
 * @param message what happened and what to do next, as `message` and `errorMessage`: shown to users, so without secrets
 * @param options.cause the error behind it
 */
export class AuthCoreError extends AuthError {
  declare readonly errorCode: AuthCoreErrorCode;

  /** Also for an error of the library's other build: a program may load its ES modules and its CommonJS. */
  static [Symbol.hasInstance](value: unknown): boolean {
    if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
    return this === AuthCoreError && readProperty(value, BRAND) === true;
  }

  constructor(code: AuthCoreErrorCode, message: string, options?: ErrorOptions) {
    super(code, '', message);
    // MSAL's constructor sets its own prototype, which would make every subclass a plain AuthError.
    Object.setPrototypeOf(this, new.target.prototype);
    Object.defineProperty(this, BRAND, { value: true });
    this.name = 'AuthCoreError';
    // MSAL puts the code in front, which a log line or a warning does not need.
    this.message = message;
    if (options && 'cause' in options)
      Object.defineProperty(this, 'cause', {
        value: options.cause,
        configurable: true,
        writable: true,
      });
  }
}
