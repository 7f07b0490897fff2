import { createRequire } from 'node:module';

/** Whether the npm package `kerberos` is installed: the workspace does not ask for it, as it compiles. */
export function hasKerberosPackage() {
  try {
    return Boolean(createRequire(import.meta.url).resolve('kerberos'));
  } catch {
    return false;
  }
}
