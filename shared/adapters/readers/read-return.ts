import type { FileFacts, ReadOutcome, ReadReturn } from '../../domain/returns/filed-return.ts';
import { CAPS } from './caps.ts';
import { decodeText } from './decode-text.ts';
import { detectContent, refuseBeyond } from './detect-format.ts';
import { readCsvReturn } from './read-csv-return.ts';
import { readJsonReturn } from './read-json-return.ts';
import { readXlsxReturn } from './read-xlsx-return.ts';
import { readZipReturn } from './read-zip-return.ts';
import { sha256Hex } from './sha256.ts';
import { UnreadableContent } from './unreadable-content.ts';
import { findWorkbookPart } from './workbook.ts';
import { openZip } from './zip-archive.ts';

type Recognised = { -readonly [K in 'format' | 'encoding']: FileFacts[K] };

/** Reads the content and notes in `recognised` what it is as soon as that is known, for refusals too. */
const readContent = async (
  name: string,
  bytes: Uint8Array,
  recognised: Recognised,
): Promise<Omit<Extract<ReadOutcome, { kind: 'read' }>['filed'], 'file'>> => {
  const kind = detectContent(bytes);
  if (kind === 'zip') {
    const archive = openZip(bytes);
    const workbookPart = findWorkbookPart(archive);
    if (workbookPart !== undefined) {
      recognised.format = 'xlsx';
      return await readXlsxReturn(archive, workbookPart);
    }
    recognised.format = 'zip';
    const { filed, encoding } = await readZipReturn(archive);
    recognised.encoding = encoding;
    return filed;
  }
  if (kind === 'json') {
    recognised.format = 'json';
    const { text, encoding } = decodeText(bytes, name, 'utf-8');
    recognised.encoding = encoding;
    return readJsonReturn(text, name);
  }
  recognised.format = 'csv';
  refuseBeyond(CAPS.smallCsvBytes, bytes);
  const { filed, encoding } = readCsvReturn({ inputs: { name, bytes } });
  recognised.encoding = encoding;
  return filed;
};

/** Reads a filed return of any of the formats, told apart by content; record tables as typed columns. */
export const readReturn: ReadReturn = async ({ name, bytes }) => {
  const recognised: Recognised = { format: null, encoding: null };
  // In another thread, while the content is read.
  const hashing = sha256Hex(bytes);
  const file = async (): Promise<FileFacts> => ({
    name,
    bytes: bytes.length,
    sha256: await hashing,
    ...recognised,
  });
  try {
    const filed = await readContent(name, bytes, recognised);
    return { kind: 'read', filed: { file: await file(), ...filed } };
  } catch (error) {
    if (!(error instanceof UnreadableContent)) throw error;
    return { kind: 'unreadable', file: await file(), what: error.what, cell: error.cell, fact: error.fact };
  }
};
