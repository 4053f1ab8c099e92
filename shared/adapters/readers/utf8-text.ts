const strictly = new TextDecoder('utf-8', { fatal: true });

/**
 * What the bytes of a value in XML are: `plain` text, white `space` only, or text that must be decoded by the general reader
 * (an XML reference, an escape `_x`, control characters, broken UTF-8).
 */
export const textKind = (bytes: Uint8Array, from: number, to: number): 'plain' | 'space' | 'coded' => {
  let isPlain = false;
  let isSure = true;
  for (let at = from; at < to; ) {
    const byte = bytes[at] as number;
    if (byte < 128) {
      if (byte === 38 || byte < 32 || (byte === 95 && bytes[at + 1] === 120)) return 'coded';
      if (byte !== 32 && byte !== 127) isPlain = true;
      at += 1;
    } else if (byte >= 0xe4 && byte <= 0xe9) {
      // U+4000 to U+9FFF, all hanzi but a few: none is white space.
      if (at + 2 >= to || !isTrail(bytes[at + 1]) || !isTrail(bytes[at + 2])) return 'coded';
      isPlain = true;
      at += 3;
    } else {
      isSure = false;
      at += 1;
    }
  }
  if (isSure) return isPlain ? 'plain' : 'space';
  try {
    return strictly.decode(bytes.subarray(from, to)).trim() === '' ? 'space' : 'plain';
  } catch {
    return 'coded';
  }
};

const isTrail = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;
