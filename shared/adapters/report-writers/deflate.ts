import { Deflate } from 'fflate';
import { nodeModule } from '../node-module.ts';

interface Zlib {
  readonly deflateRawSync: (bytes: Uint8Array, options: { level: number; finishFlush: number }) => Uint8Array;
  readonly constants: { readonly Z_SYNC_FLUSH: number; readonly Z_FINISH: number };
}

/** Three times as fast where there is one. */
const zlib = nodeModule<Zlib>('node:zlib');

/** Takes the next bytes of a raw deflate stream. */
type Push = (bytes: Uint8Array, isLast: boolean) => void;

/** A stream of raw deflate data, given on as they come. */
export const createDeflate = (level: number, onPiece: (piece: Uint8Array) => void): Push => {
  if (zlib !== undefined) {
    const { deflateRawSync, constants } = zlib;
    // Each piece ends on a byte, so that they can be strung together; none refers to what came before it.
    return (bytes, isLast) =>
      onPiece(
        deflateRawSync(bytes, { level, finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH }),
      );
  }
  const stream = new Deflate({ level: level as 4 }, onPiece);
  return (bytes, isLast) => stream.push(bytes, isLast);
};
