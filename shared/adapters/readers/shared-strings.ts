import { CAPS } from './caps.ts';
import { tooLarge } from './unreadable-content.ts';
import { createXmlScanner, type XmlHandler } from './xml-scanner.ts';
import { decodeSpreadsheetString, decodeXmlText } from './xml-text.ts';
import type { ZipArchive } from './zip-archive.ts';
import type { ZipEntry } from './zip-directory.ts';

/** Text of a rich string: its `t` elements one after another, phonetic runs (`rPh`) left out. */
export const createRichText = (part: string) => {
  let text = '';
  let inText = false;
  let phonetic = 0;
  return {
    begin: () => {
      text = '';
    },
    open: (name: string) => {
      if (name === 'rPh') phonetic += 1;
      inText = name === 't' && phonetic === 0;
    },
    close: (name: string) => {
      if (name === 'rPh') phonetic -= 1;
      inText = false;
    },
    text: (raw: string, isCdata: boolean, a1 = '') => {
      if (!inText) return;
      text += isCdata ? raw : decodeXmlText(raw, part);
      if (text.length > CAPS.cellCharacters) throw cellTooLong(part, a1);
    },
    value: () => decodeSpreadsheetString(text),
  };
};

export const cellTooLong = (part: string, a1: string) =>
  tooLarge(
    part,
    `单元格 ${a1} 超过 ${CAPS.cellCharacters} 个字符`.replace('  ', ' '),
    `a cell ${a1} of more than ${CAPS.cellCharacters} characters`.replace('  ', ' '),
    a1,
  );

/** The shared-string table of a workbook; its `count` attributes are not looked at. */
export const readSharedStrings = (archive: ZipArchive, entry: ZipEntry): readonly string[] => {
  const strings: string[] = [];
  const rich = createRichText(entry.name);
  const handler: XmlHandler = {
    open: (name) => {
      if (name === 'si') rich.begin();
      rich.open(name);
    },
    close: (name) => {
      if (name === 'si' && strings.push(rich.value()) > CAPS.sharedStrings) {
        const limit = CAPS.sharedStrings;
        throw tooLarge(entry.name, `超过 ${limit} 条文本`, `more than ${limit} texts`);
      }
      rich.close(name);
    },
    text: rich.text,
  };
  const scanner = createXmlScanner(entry.name, handler);
  archive.inflate(entry, (chunk) => {
    scanner.push(chunk);
    return true;
  });
  scanner.end();
  return strings;
};
