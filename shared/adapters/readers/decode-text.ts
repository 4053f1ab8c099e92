import { placeOf, UnreadableContent } from './unreadable-content.ts';

export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'gb18030';

const strictly = (encoding: string, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const undecodable = (part: string, zh: string, en: string, a1 = ''): UnreadableContent =>
  new UnreadableContent(
    'has_undecodable_text',
    {
      zh: `无法识别的文字编码（${part === '' ? '' : `${part}：`}${zh}；请存为 UTF-8 或 GB18030）`,
      en: `text that cannot be decoded (${part === '' ? '' : `${part}: `}${en}; save it as UTF-8 or GB18030)`,
    },
    placeOf(part, a1),
  );

/**
 * Bytes that are not UTF-8 but mostly would be are a damaged UTF-8 file, which GB18030 would turn into other characters
 * without complaint. Real GB18030 text hardly ever forms three-byte sequences of UTF-8.
 */
export const isDamagedUtf8 = (bytes: Uint8Array): boolean => {
  const lossy = new TextDecoder('utf-8').decode(bytes.subarray(0, 1_000_000));
  let whole = 0;
  let broken = 0;
  for (let at = 0; at < lossy.length; at += 1) {
    const code = lossy.charCodeAt(at);
    if (code === 0xfffd) broken += 1;
    else if (code >= 0x800) whole += 1;
  }
  return whole > broken;
};

const NO_LETTER: ReadonlySet<number> = new Set([0xd7, 0xf7]);

/**
 * Whether bytes that are valid UTF-8 are GB18030 all the same: `业` (D2 B5) alone is also `ҵ`. So they are when they hold
 * two-byte characters of UTF-8 only, each of which is a hanzi in GB18030, and none of the signs among them that a return
 * uses (U+00A0–00BF as `²`, `·`, `°`; `×`, `÷`): nobody files in Latin with accents, Greek or Cyrillic alone.
 */
export const isGb18030InUtf8 = (bytes: Uint8Array): boolean => {
  let isFound = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] as number;
    if (lead < 0x80) continue;
    if (lead >= 0xe0) return false;
    at += 1;
    const code = ((lead & 0x1f) << 6) | ((bytes[at] as number) & 0x3f);
    if ((code >= 0xa0 && code < 0xc0) || NO_LETTER.has(code)) return false;
    isFound = true;
  }
  return isFound;
};

const lineOf = (text: string, at: number): number => text.slice(0, at).split(/\r\n|\r|\n/).length;

/** What an earlier conversion or a wrong encoding leaves in a text. */
const traceOfLoss = (text: string): { trace: string; at: number } | undefined =>
  ['\u0000', '\ufffd', '锟斤拷']
    .map((trace) => ({ trace, at: text.indexOf(trace) }))
    .find(({ at }) => at >= 0);

/**
 * Decodes text without loss: UTF-8 with or without BOM, else GB18030; nothing is replaced.
 *
 * @param part file or part named in a refusal.
 * @param whereBoth what a text is that could be either: JSON is UTF-8 (RFC 8259), a return rather GB18030.
 * @throws UnreadableContent (`has_undecodable_text`) for UTF-16, damaged UTF-8, bytes that are neither, NUL characters,
 * and replacement characters or 锟斤拷, the traces of an earlier conversion that lost characters.
 */
export const decodeText = (
  bytes: Uint8Array,
  part: string,
  whereBoth: 'gb18030' | 'utf-8' = 'gb18030',
): { text: string; encoding: TextEncoding } => {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw undecodable(part, 'UTF-16', 'UTF-16');
  }
  const hasBom = first === 0xef && second === 0xbb && third === 0xbf;
  const asUtf8 = strictly('utf-8', bytes);
  const utf8 = asUtf8 !== undefined && whereBoth === 'gb18030' && isGb18030InUtf8(bytes) ? undefined : asUtf8;
  const decoded = utf8 ?? (hasBom || isDamagedUtf8(bytes) ? undefined : strictly('gb18030', bytes));
  if (decoded === undefined) {
    throw undecodable(part, '既不是 UTF-8 也不是 GB18030，或已损坏', 'neither UTF-8 nor GB18030, or damaged');
  }
  const lost = traceOfLoss(decoded);
  if (lost !== undefined) {
    const line = lineOf(decoded, lost.at);
    throw lost.trace === '\u0000'
      ? undecodable(part, `第 ${line} 行有空字符 NUL`, `a NUL character on line ${line}`, `A${line}`)
      : undecodable(part, `第 ${line} 行的文字已丢失`, `characters were lost on line ${line}`, `A${line}`);
  }
  return { text: decoded, encoding: utf8 === undefined ? 'gb18030' : hasBom ? 'utf-8-bom' : 'utf-8' };
};
