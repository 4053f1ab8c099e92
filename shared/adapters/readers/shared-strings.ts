import { TextStore } from '../../domain/records/text-store.ts';
import { CAPS } from './caps.ts';
import { CUT_OFF, NOT_PLAIN, readElements } from './element-windows.ts';
import { createRichText } from './rich-text.ts';
import { tooLarge } from './unreadable-content.ts';
import { textKind } from './utf8-text.ts';
import { createXmlScanner, type XmlHandler } from './xml-scanner.ts';
import type { ZipArchive } from './zip-archive.ts';
import type { ZipEntry } from './zip-directory.ts';

/** The shared-string table of a workbook: texts as bytes, decoded when someone asks. */
export class SharedStrings {
  readonly texts = new TextStore('utf-8');
  /** By index; 0 = the empty text. */
  #positions = new Uint32Array(1 << 10);
  #count = 0;
  readonly #blanks = new Set<number>();

  get count(): number {
    return this.#count;
  }

  /** Appends the text at a position of `texts`; 0 = the empty text. */
  append(position: number, isBlank: boolean): void {
    if (this.#count === this.#positions.length) {
      const larger = new Uint32Array(this.#count * 2);
      larger.set(this.#positions);
      this.#positions = larger;
    }
    if (isBlank) this.#blanks.add(this.#count);
    this.#positions[this.#count] = position;
    this.#count += 1;
  }

  /** Where a text is in `texts`; 0 = it is empty. */
  position(index: number): number {
    return this.#positions[index] as number;
  }

  /** Whether no more texts are taken. */
  get isFull(): boolean {
    return this.#count >= CAPS.sharedStrings || this.texts.byteLength > CAPS.sharedStringBytes;
  }

  /** Undefined where there is no text of that index. */
  text(index: number): string | undefined {
    if (index >= this.#count) return undefined;
    const position = this.position(index);
    return position === 0 ? '' : this.texts.text(position);
  }

  /** Whether a text is more than white space. */
  hasContent(index: number): boolean {
    return !this.#blanks.has(index);
  }
}

/** `<si><t>`, with or without the attribute that keeps white space, and what ends it. */
const OPENINGS = ['<si><t>', '<si><t xml:space="preserve">'].map((text) => new TextEncoder().encode(text));
const CLOSING = new TextEncoder().encode('</t></si>');

const standsAt = (bytes: Uint8Array, at: number, wanted: Uint8Array): boolean => {
  for (let i = 0; i < wanted.length; i += 1) if (bytes[at + i] !== wanted[i]) return false;
  return true;
};

const LONGEST_OPENING = 28;

/** Takes a plain string item that begins at `from`. */
const takeItem = (bytes: Uint8Array, from: number, end: number, into: SharedStrings): number => {
  if (from + LONGEST_OPENING > end) return CUT_OFF;
  const opening = OPENINGS.find((one) => standsAt(bytes, from, one));
  if (opening === undefined) return NOT_PLAIN;
  const begin = from + opening.length;
  const close = bytes.indexOf(60, begin);
  if (close < 0 || close + CLOSING.length > end) return CUT_OFF;
  if (!standsAt(bytes, close, CLOSING) || close - begin > CAPS.cellCharacters) return NOT_PLAIN;
  const kind = textKind(bytes, begin, close);
  if (kind === 'coded' || into.isFull) return NOT_PLAIN;
  into.append(close === begin ? 0 : into.texts.add(bytes, begin, close), kind === 'space');
  return close + CLOSING.length;
};

/**
 * The shared-string table of a workbook; its `count` attributes are not looked at.
 * @throws UnreadableContent
 */
export const readSharedStrings = async (archive: ZipArchive, entry: ZipEntry): Promise<SharedStrings> => {
  const strings = new SharedStrings();
  const rich = createRichText(entry.name);
  let depth = 0;
  const handler: XmlHandler = {
    open: (name) => {
      depth += 1;
      if (name === 'si') rich.begin();
      rich.open(name);
    },
    close: (name) => {
      depth -= 1;
      if (name === 'si') {
        if (strings.isFull) {
          const texts = CAPS.sharedStrings;
          const size = CAPS.sharedStringBytes / 1024 / 1024;
          throw tooLarge(
            entry.name,
            `文本超过 ${texts} 条或 ${size} MB`,
            `more than ${texts} texts or ${size} MB of them`,
          );
        }
        const text = rich.value();
        strings.append(text === '' ? 0 : strings.texts.addString(text), text.trim() === '');
      }
      rich.close(name);
    },
    text: rich.text,
  };
  const general = createXmlScanner(entry.name, handler);
  await readElements(archive, entry, 'si', {
    general,
    take: (bytes, from, end) =>
      depth === 1 && general.isIdle() ? takeItem(bytes, from, end, strings) : NOT_PLAIN,
  });
  return strings;
};
