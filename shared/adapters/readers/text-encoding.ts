import { decodeText, isDamagedUtf8, isGb18030InUtf8, type TextEncoding } from './decode-text.ts';

/** Bytes decoded at a time: the strings are looked at and dropped. */
const PIECE = 1 << 18;
const LOST = '锟斤拷';

/** Whether bytes decode without error and without a trace of an earlier loss. */
const decodesCleanly = (bytes: Uint8Array, encoding: string): boolean => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let before = '';
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const text = decoder.decode(bytes.subarray(at, at + PIECE), { stream: at + PIECE < bytes.length });
      if (text.includes('\ufffd') || text.includes(LOST)) return false;
      if ((before + text.slice(0, 2)).includes(LOST)) return false;
      before = text.slice(-2);
    }
    return true;
  } catch {
    return false;
  }
};

/**
 * Encoding of a text, found without keeping it as a string: the same answer, and the same refusals, as `decodeText`.
 * @throws UnreadableContent
 */
export const textEncodingOf = (bytes: Uint8Array, part: string): TextEncoding => {
  const [first, second, third] = bytes;
  const hasBom = first === 0xef && second === 0xbb && third === 0xbf;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (!isUtf16 && !bytes.includes(0)) {
    if (decodesCleanly(bytes, 'utf-8')) {
      return hasBom ? 'utf-8-bom' : isGb18030InUtf8(bytes) ? 'gb18030' : 'utf-8';
    }
    if (!hasBom && !isDamagedUtf8(bytes) && decodesCleanly(bytes, 'gb18030')) return 'gb18030';
  }
  // Whatever is wrong with it is said by the one place that knows how.
  return decodeText(bytes, part).encoding;
};
