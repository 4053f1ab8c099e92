import { isCleanGb18030, isCleanUtf8 } from './clean-text.ts';
import { decodeText, isDamagedUtf8, isGb18030InUtf8, type TextEncoding } from './decode-text.ts';

/**
 * Encoding of a text, found without keeping it as a string: the same answer, and the same refusals, as `decodeText`.
 * @throws UnreadableContent
 */
export const textEncodingOf = (bytes: Uint8Array, part: string): TextEncoding => {
  const [first, second, third] = bytes;
  const hasBom = first === 0xef && second === 0xbb && third === 0xbf;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (!isUtf16 && !bytes.includes(0)) {
    if (isCleanUtf8(bytes)) {
      return hasBom ? 'utf-8-bom' : isGb18030InUtf8(bytes) ? 'gb18030' : 'utf-8';
    }
    if (!hasBom && !isDamagedUtf8(bytes) && isCleanGb18030(bytes)) return 'gb18030';
  }
  // Whatever is wrong with it is said by the one place that knows how.
  return decodeText(bytes, part).encoding;
};
