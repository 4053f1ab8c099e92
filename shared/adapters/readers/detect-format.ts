import { CAPS } from './caps.ts';
import { UnreadableContent } from './unreadable-content.ts';

export type ContentKind = 'zip' | 'json' | 'delimited-text';

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

const ascii = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

const contains = (bytes: Uint8Array, wanted: readonly number[]): boolean => {
  for (let at = 0; at + wanted.length <= bytes.length; at += 1) {
    let matched = 0;
    while (matched < wanted.length && bytes[at + matched] === wanted[matched]) matched += 1;
    if (matched === wanted.length) return true;
  }
  return false;
};

const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** Name of the stream in which an encrypted OOXML file lies inside an OLE2 container, in its UTF-16LE. */
const ENCRYPTED_PACKAGE = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]);

/** Signatures of content that people upload by mistake, each with what to say of it. */
const MISTAKEN: readonly (readonly [readonly number[], string, string])[] = [
  [
    ascii('%PDF-'),
    'PDF 文档的内容（请上传填报的 .xlsx、.csv、.json 或 .zip）',
    'a PDF document (upload the return as .xlsx, .csv, .json or .zip)',
  ],
  [[0x89, 0x50, 0x4e, 0x47], '图片的内容', 'a picture'],
  [[0xff, 0xd8, 0xff], '图片的内容', 'a picture'],
  [ascii('Rar!'), 'RAR 压缩包的内容（请改用 .zip）', 'a RAR archive (use .zip)'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7z 压缩包的内容（请改用 .zip）', 'a 7z archive (use .zip)'],
  [[0x1f, 0x8b], 'gzip 压缩包的内容（请改用 .zip）', 'a gzip archive (use .zip)'],
  [ascii('{\\rtf'), 'RTF 文档的内容', 'an RTF document'],
];

const refuseOle2 = (bytes: Uint8Array): never => {
  if (contains(bytes, ENCRYPTED_PACKAGE)) {
    throw new UnreadableContent('encrypted', {
      zh: '打开密码（请在 Excel 或 WPS 中取消密码后另存为 .xlsx）',
      en: 'a password for opening (remove it in Excel or WPS and save as .xlsx)',
    });
  }
  throw new UnreadableContent('readable', {
    zh: '旧版二进制工作簿（.xls 或 .et，请用 Excel 或 WPS 另存为 .xlsx）的内容',
    en: 'an old binary workbook (.xls or .et: save it as .xlsx with Excel or WPS)',
  });
};

/** Position of the first byte that is neither a UTF-8 BOM nor white space. */
const firstInk = (bytes: Uint8Array): number => {
  let at = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0;
  while (at < bytes.length && [9, 10, 13, 32].includes(bytes[at] ?? 0)) at += 1;
  return at;
};

/** @throws UnreadableContent for a file of more bytes. */
export const refuseBeyond = (limit: number, bytes: Uint8Array): void => {
  if (bytes.length <= limit) return;
  const megabytes = Math.round(limit / 1024 / 1024);
  throw new UnreadableContent('readable', {
    zh: `超过 ${megabytes} MB 的内容`,
    en: `more than ${megabytes} MB`,
  });
};

/**
 * Tells from the content alone what a file is; the name is never looked at.
 * @throws UnreadableContent for empty and oversized files and for content that no return can have.
 */
export const detectContent = (bytes: Uint8Array): ContentKind => {
  refuseBeyond(CAPS.fileBytes, bytes);
  const ink = firstInk(bytes);
  if (ink === bytes.length) {
    throw new UnreadableContent('readable', { zh: '零内容（空文件）', en: 'nothing (an empty file)' });
  }
  if (startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0x50, 0x4b, 5, 6])) return 'zip';
  if (startsWith(bytes, OLE2)) refuseOle2(bytes);
  const body = bytes.subarray(ink);
  const mistaken = MISTAKEN.find(([signature]) => startsWith(body, signature));
  if (mistaken !== undefined) throw new UnreadableContent('readable', { zh: mistaken[1], en: mistaken[2] });
  if (
    /^<(\?xml|!doctype|html|table|meta|head)/i.test(new TextDecoder('latin1').decode(body.subarray(0, 16)))
  ) {
    throw new UnreadableContent('readable', {
      zh: '网页或 XML 格式的表格（请用 Excel 或 WPS 另存为 .xlsx）的内容',
      en: 'a table as a web page or XML (save it as .xlsx with Excel or WPS)',
    });
  }
  const isUtf16 = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
  const controls = body.subarray(0, 4096).filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  // Text has no control characters; a few (a stray NUL) are left to the decoder, which names their line.
  if (!isUtf16 && controls * 20 > Math.min(4096, body.length)) {
    throw new UnreadableContent('readable', {
      zh: '无法识别的内容（不是 .xlsx、.csv、.json 或 CSV 的 .zip）',
      en: 'unrecognised content (not .xlsx, .csv, .json or a .zip of CSV)',
    });
  }
  return body[0] === 0x7b || body[0] === 0x5b ? 'json' : 'delimited-text';
};
