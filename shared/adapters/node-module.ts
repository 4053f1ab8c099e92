/** A module of Node where there is one: a browser has none, and no import that it could stumble over. */
export const nodeModule = <T>(name: string): T | undefined => {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => unknown };
  };
  return process?.getBuiltinModule?.(name) as T | undefined;
};
