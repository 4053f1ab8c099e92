/**
 * Code points by the two-byte sequences of GB18030, from the platform's own decoder: it has decoders for every
 * encoding but encoders for UTF-8 only. Built at first use (24,000 sequences, a few milliseconds).
 */
let table: ReadonlyMap<string, readonly number[]> | undefined;

const buildTable = (): ReadonlyMap<string, readonly number[]> => {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const built = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      try {
        built.set(decoder.decode(new Uint8Array([lead, trail])), [lead, trail]);
      } catch {
        // Not every pair is assigned.
      }
    }
  }
  return built;
};

/**
 * Encodes text as GB18030, characters of one and two bytes only: all of GBK, hence all Chinese in daily use.
 * @throws RangeError for a character that needs four bytes.
 */
export const encodeGb18030 = (text: string): Uint8Array => {
  table ??= buildTable();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = code < 0x80 ? [code] : table.get(character);
    if (pair === undefined) throw new RangeError(`“${character}” has no two-byte code in GB18030`);
    bytes.push(...pair);
  }
  return Uint8Array.from(bytes);
};
