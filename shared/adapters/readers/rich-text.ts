import { CAPS } from './caps.ts';
import { tooLarge } from './unreadable-content.ts';
import { decodeSpreadsheetString, decodeXmlText } from './xml-text.ts';

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
