import { archives } from './archives.ts';
import { cells } from './cells.ts';
import type { CorpusFile } from './corpus-file.ts';
import { hazards } from './hazards.ts';
import { jsonDocuments } from './json-documents.ts';
import { largeFiles } from './large-files.ts';
import { texts } from './texts.ts';
import { worksheets } from './worksheets.ts';
import { writtenBy } from './written-by.ts';

/** The corpus by kind. */
export const corpus: readonly { readonly title: string; readonly files: readonly CorpusFile[] }[] = [
  { title: 'Archives', files: archives },
  { title: 'Hazards in workbooks, and files that are no return', files: hazards },
  { title: 'Worksheets', files: worksheets },
  { title: 'Cells', files: cells },
  { title: 'Text', files: texts },
  { title: 'JSON', files: jsonDocuments },
  { title: 'Written by other programs', files: writtenBy },
  { title: 'Bombs and large files', files: largeFiles },
];
