/**
 * Where an optional native package is, as this file finds it, or the bundle that this file is part of, or
 * the executable that carries the bundle. A bundle in CommonJS, esbuild's default, has no URL of its module,
 * and webpack writes into it where this file was when it was built, and `__filename`, unasked whether there is
 * one, into an ES module. No bundler sees the package, which it could not carry, or `createRequire`, which
 * webpack replaces.
 *
 * @throws an error with the `code` `MODULE_NOT_FOUND`
 */
export function nativePackageFile(name: string): string {
  const { createRequire } = process.getBuiltinModule('node:module');
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    return createRequire(bundleFile()).resolve(name);
  }
}

function bundleFile(): string {
  try {
    return __filename;
  } catch {
    return process.execPath;
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
