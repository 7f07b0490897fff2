/**
 * Anything of Electron that the stand-in does not have fails by its name, instead of quietly doing
 * nothing.
 */
export function strict<Part extends object>(name: string, part: Part): Part {
  return new Proxy(part, {
    get: (target, key, receiver) => {
      const isAsked = typeof key === 'string' && key !== 'then' && key !== 'toJSON';
      if (isAsked && !(key in target)) throw notThere(`${name}.${key}`);
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
}

export const notThere = (what: string) =>
  new Error(`The stand-in for Electron has no ${what}: run this with Electron itself.`);
