/**
 * Every limit of the readers, in one place. A file beyond one of them is refused in words, never cut. All are counted
 * on what was really read: no number written in a file's headers is trusted or used to allocate.
 */
const MEBI = 1024 * 1024;

export const CAPS = {
  /** Size of the upload. The largest return foreseen (30,000 × 150) is 24 MB as CSV or workbook, about 70 MB as JSON. */
  fileBytes: 100 * MEBI,
  /** Inflated bytes of all parts of an archive together; that same return has 125 MB of sheet XML. */
  inflatedBytes: 400 * MEBI,
  /** Inflated ÷ compressed bytes of one part, once it is past `ratioFreeBytes`. Deflate itself ends at 1,032. */
  ratio: 200,
  /** A million blank formatted rows compress well and are harmless: small parts are not judged by ratio. */
  ratioFreeBytes: 4 * MEBI,
  /** Parts of an archive; a workbook of ours has about 20. */
  parts: 2_000,
  /** Parts read whole as text (workbook.xml, relationships, content types). */
  indexPartBytes: 4 * MEBI,
  /** Entries of the shared-string table: every cell of 30,000 × 150 may have its own. */
  sharedStrings: 5_000_000,
  /** Bytes of the shared strings that are kept: a file of 2 MB can hold 390 million. */
  sharedStringBytes: 64 * MEBI,
  /** A CSV that is no record table: 58 inputs, or an explanation for each finding. */
  smallCsvBytes: 16 * MEBI,
  /** A CSV of records; that of 30,000 × 150 has 24 MB. */
  recordCsvBytes: 64 * MEBI,
  /** Rows with content of one sheet or CSV part. */
  rows: 100_000,
  /** Cells with content in one row. */
  columns: 1_024,
  /** Characters in one cell: Excel's own limit. */
  cellCharacters: 32_767,
  /** Characters of one XML tag or stretch of text before decoding; a cell's text may be wholly character references. */
  xmlTokenCharacters: 400_000,
  /** Rows, columns or members of one table that the format does not know: each is a finding. */
  unknown: 1_000,
  /** Nesting of XML elements or of JSON values. */
  depth: 100,
  /** Rows searched for a header. */
  headerRows: 20,
  /** Rows handed to the record sink at a time. */
  batchRows: 500,
} as const;

/** Worksheet bounds of SpreadsheetML (ECMA-376 part 1, 18.3.1.73 and Excel's published limits). */
export const SHEET_BOUNDS = { rows: 1_048_576, columns: 16_384 } as const;
