type Zlib = {
  readonly inflateRawSync: (
    packed: Uint8Array,
    options: { readonly maxOutputLength: number; readonly info: true },
  ) => { readonly buffer: Uint8Array; readonly engine: { readonly bytesWritten: number } };
};

/** Node's zlib where there is one: a browser has none, and no import that it could stumble over. */
const zlibOf = (): Zlib | undefined => {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  return process?.getBuiltinModule?.('node:zlib') as Zlib | undefined;
};

/**
 * Inflates raw deflate data of at most `limit` bytes in one step, before fflate has been compiled for it. Null where the
 * platform cannot, and for data that are in any way not as they should be: of those another tells what is wrong.
 */
export const inflatedAtOnce = (packed: Uint8Array, limit: number): Uint8Array | null => {
  const zlib = zlibOf();
  if (zlib === undefined) return null;
  try {
    const { buffer, engine } = zlib.inflateRawSync(packed, { maxOutputLength: limit, info: true });
    return engine.bytesWritten === packed.length ? buffer : null;
  } catch {
    return null;
  }
};
