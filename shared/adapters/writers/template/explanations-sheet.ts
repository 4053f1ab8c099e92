import type { WriteSheet } from 'hucre/xlsx';
import { EXPLANATION_REASONS } from '../../../domain/returns/explanation-reasons.ts';
import { SHEET_NAMES } from '../../readers/read-xlsx-return.ts';
import { a1Of, createLayout } from './sheet-layout.ts';
import { FORMATS, recordCell, STYLES } from './template-styles.ts';

const HEADER_ROW = 4;

/** First row of explanations, below the header. */
export const firstExplanationRow = HEADER_ROW + 1;
const LAST_ROW = firstExplanationRow + 9_999;

const COLUMNS = [
  { header: '问题编号\nfinding', width: 24 },
  { header: '原因\nreason', width: 28 },
  { header: '说明\nexplanation', width: 80 },
];

/** The sheet in which queries (核实性) are explained, one a row by the finding's fingerprint. */
export const explanationsSheet = (): WriteSheet => {
  const layout = createLayout();
  const last = COLUMNS.length - 1;
  layout.put(1, 0, '核实性问题说明 Explanations of queries', STYLES.sheetTitle);
  layout.height(1, 24);
  layout.span(
    2,
    0,
    last,
    '只有核实性问题可以说明；强制性问题须改正。问题编号见审核结果中 # 之后的字符，每个问题一行，三列都要填。\nOnly queries can be explained, one a row; the fingerprint stands after # in the findings. Fill all three columns.',
    STYLES.guide,
  );
  layout.height(2, 28);
  layout.span(
    3,
    0,
    last,
    `原因 reasons: ${EXPLANATION_REASONS.map(({ zh, en }) => `${zh} ${en}`).join('；')}`,
    STYLES.guide,
  );
  layout.height(3, 28);
  COLUMNS.forEach(({ header }, column) => {
    layout.put(HEADER_ROW, column, header, STYLES.header);
    layout.put(firstExplanationRow, column, null, {
      ...recordCell(FORMATS.text),
      alignment: { vertical: 'top', wrapText: true },
    });
  });
  layout.height(HEADER_ROW, 30);
  return {
    name: SHEET_NAMES.explanations,
    ...layout.parts(),
    columns: COLUMNS.map(({ width }) => ({ width })),
    dataValidations: [
      {
        type: 'list',
        values: EXPLANATION_REASONS.map(({ zh }) => zh),
        allowBlank: true,
        showErrorMessage: true,
        errorStyle: 'warning',
        errorTitle: '不在列表中',
        errorMessage: '请尽量从列表选择原因。Please choose a reason from the list.',
        range: `${a1Of(firstExplanationRow, 1)}:${a1Of(LAST_ROW, 1)}`,
      },
    ],
    freezePane: { rows: HEADER_ROW },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$${HEADER_ROW}:$${HEADER_ROW}`,
    },
  };
};
