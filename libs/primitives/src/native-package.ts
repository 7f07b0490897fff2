/**
 * Where an optional native package is, as this file finds it, or the bundle that this file is part of: a
 * bundle in CommonJS, esbuild's default, has no URL of its module, and webpack writes into it where this
 * file was when it was built. Bundlers see neither the package nor `createRequire`, which webpack replaces.
 *
 * @throws an error with the `code` `MODULE_NOT_FOUND`
 */
export function nativePackageFile(name: string): string {
  const { createRequire } = process.getBuiltinModule('node:module');
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (error) {
    if (typeof __filename !== 'string') throw error;
    return createRequire(__filename).resolve(name);
  }
}

/**
 * Requires an optional native package: a failed import of a native module can end Node 20.
 *
 * @throws as `nativePackageFile` does, and whatever the package throws
 */
export function requireNative(name: string): unknown {
  const file = nativePackageFile(name);
  return process.getBuiltinModule('node:module').createRequire(file)(file) as unknown;
}
