import { nodeModule } from '../node-module.ts';
import { damaged } from './unreadable-content.ts';

/**
 * Inflated bytes handed over at a time: with the 16 KB of DecompressionStream the hand-over itself took 0.3 s of 125 MB, with
 * 256 KB still 0.04 s, which suits smaller parts.
 */
const SMALLEST_CHUNK = 1 << 18;
const LARGEST_CHUNK = 1 << 20;

type Zlib = {
  readonly createInflateRaw: (options: { chunkSize: number }) => AsyncIterable<Uint8Array> & {
    readonly end: (bytes: Uint8Array) => void;
    readonly destroy: () => void;
  };
};

/**
 * Inflates raw deflate data in another thread, chunk by chunk, never far ahead of its reader.
 * @throws UnreadableContent naming the part where the data are damaged.
 */
export async function* inflatedAside(packed: Uint8Array, part: string): AsyncGenerator<Uint8Array> {
  const zlib = nodeModule<Zlib>('node:zlib');
  const broken = () => damaged(part, '压缩数据损坏', 'broken compressed data');
  const source: AsyncIterable<Uint8Array> =
    zlib === undefined ? webInflated(packed) : nodeInflated(zlib, packed);
  const chunks = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      let next: IteratorResult<Uint8Array>;
      try {
        next = await chunks.next();
      } catch {
        // Whatever is thrown here comes of the data: broken codes, distances, an early end, bytes behind the end.
        throw broken();
      }
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await chunks.return?.();
  }
}

/**
 * Gives the memory of an inflated chunk back at once; the chunk is empty afterwards. Left to the garbage collector, the chunks
 * of a large sheet have it look through the whole heap a dozen times. Node's zlib may still be writing behind a chunk that
 * does not reach the end of its buffer: that one stays.
 */
export const releaseChunk = ({ buffer, byteOffset, byteLength }: Uint8Array): void => {
  if (byteLength > 0 && byteOffset + byteLength === buffer.byteLength && buffer instanceof ArrayBuffer)
    buffer.transfer(0);
};

const nodeInflated = (zlib: Zlib, packed: Uint8Array): AsyncIterable<Uint8Array> => {
  const stream = zlib.createInflateRaw({
    chunkSize: Math.min(LARGEST_CHUNK, Math.max(SMALLEST_CHUNK, packed.length >> 3)),
  });
  stream.end(packed);
  return stream;
};

const webInflated = (packed: Uint8Array): AsyncIterable<Uint8Array> => {
  const stream = new Blob([new Uint8Array(packed)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const { done, value } = await reader.read();
        return done ? { done: true, value: undefined } : { done: false, value };
      },
      return: async () => {
        // A stream that failed answers with its failure again.
        await reader.cancel().catch(() => undefined);
        return { done: true, value: undefined };
      },
    }),
  };
};
