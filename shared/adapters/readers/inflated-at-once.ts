import { nodeModule } from '../node-module.ts';

type Zlib = {
  readonly inflateRawSync: (
    packed: Uint8Array,
    options: { readonly maxOutputLength: number; readonly info: true },
  ) => { readonly buffer: Uint8Array; readonly engine: { readonly bytesWritten: number } };
};

/**
 * Inflates raw deflate data of at most `limit` bytes in one step, before fflate has been compiled for it. Null where the
 * platform cannot, and for data that are in any way not as they should be: of those another tells what is wrong.
 */
export const inflatedAtOnce = (packed: Uint8Array, limit: number): Uint8Array | null => {
  const zlib = nodeModule<Zlib>('node:zlib');
  if (zlib === undefined) return null;
  try {
    const { buffer, engine } = zlib.inflateRawSync(packed, { maxOutputLength: limit, info: true });
    return engine.bytesWritten === packed.length ? buffer : null;
  } catch {
    return null;
  }
};
