import { writeXlsx } from 'hucre/xlsx';
import { formatColumns } from './column-formats.ts';
import { coverSheet } from './cover-sheet.ts';
import { explanationsSheet, firstExplanationRow } from './explanations-sheet.ts';
import { inputsSheet } from './inputs-sheet.ts';
import { firstRecordRow, recordSheet } from './record-sheet.ts';
import { BODY_FONT } from './template-styles.ts';
import type { TemplateTask } from './template-task.ts';

/** In place of the clock: the same template then has the same bytes. */
const FIXED_TIME = new Date('2000-01-01T00:00:00Z');

export interface WrittenTemplate {
  readonly bytes: Uint8Array;
  /** Names of the sheets in their order. */
  readonly sheets: readonly string[];
}

/**
 * The workbook that a park fills in for a cycle: cover, park inputs, enterprise and project records, explanations. The
 * same task gives the same bytes.
 */
export const writeTemplate = async (task: TemplateTask): Promise<WrittenTemplate> => {
  const { pack, park } = task;
  const sheets = [
    coverSheet(task),
    inputsSheet(task),
    recordSheet('enterprises', task),
    recordSheet('projects', task),
    explanationsSheet(),
  ];
  const workbook = await writeXlsx({
    properties: {
      title: `${park.id} ${park.name} ${pack.cycle}`,
      subject: pack.template,
      created: FIXED_TIME,
      modified: FIXED_TIME,
    },
    defaultFont: BODY_FONT,
    sheets,
  });
  return {
    bytes: formatColumns(workbook, [
      { sheet: 3, row: firstRecordRow },
      { sheet: 4, row: firstRecordRow },
      { sheet: 5, row: firstExplanationRow },
    ]),
    sheets: sheets.map(({ name }) => name),
  };
};
