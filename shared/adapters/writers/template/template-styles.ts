import type { CellStyle, WriteOptions } from 'hucre/xlsx';

/** The usual face of Chinese official forms; programs without it take their own. */
export const BODY_FONT: NonNullable<WriteOptions['defaultFont']> = { name: '宋体', size: 10 };

/** Text on its ground has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3). */
const COLOURS = {
  line: 'BFBFBF',
  heading: '1F3864',
  header: 'DCE6F1',
  group: 'EEF3FA',
  fill: 'FFF7CC',
  optional: 'FFFCEB',
  grey: 'F2F2F2',
  greyText: '595959',
  warning: 'C00000',
  invalid: 'F8CBAD',
} as const;

const ground = (rgb: string): CellStyle => ({
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb } },
});
const side = { style: 'thin', color: { rgb: COLOURS.line } } as const;
const border = { top: side, right: side, bottom: side, left: side };
const wrapped = { vertical: 'center', wrapText: true } as const;
const indented = { ...wrapped, horizontal: 'left', indent: 1 } as const;
const heading = { ...BODY_FONT, bold: true, color: { rgb: COLOURS.heading } };

/** Looks of the template's cells. Cells are locked unless their style says otherwise. */
export const STYLES = {
  title: { font: { ...heading, size: 18 }, alignment: { horizontal: 'center', vertical: 'center' } },
  subtitle: {
    font: { ...heading, size: 11, bold: false },
    alignment: { horizontal: 'center', vertical: 'top' },
  },
  sheetTitle: { font: { ...heading, size: 14 }, alignment: { vertical: 'center' } },
  section: { font: { ...heading, size: 11 }, border, alignment: indented, ...ground(COLOURS.header) },
  guide: { font: { ...BODY_FONT, size: 9 }, alignment: { ...wrapped, vertical: 'top' } },
  aside: { font: { ...BODY_FONT, size: 9 }, alignment: { vertical: 'center' } },
  boxedGuide: { font: { ...BODY_FONT, size: 9 }, border, alignment: indented },
  warning: { font: { ...BODY_FONT, bold: true, color: { rgb: COLOURS.warning } }, alignment: indented },
  label: { font: { ...BODY_FONT, bold: true }, border, alignment: indented, ...ground(COLOURS.group) },
  fixed: { font: BODY_FONT, border, alignment: indented, numFmt: '@' },
  header: {
    font: { ...BODY_FONT, bold: true },
    border,
    alignment: { ...wrapped, horizontal: 'center' },
    ...ground(COLOURS.header),
  },
  group: { font: heading, border, alignment: { vertical: 'center' }, ...ground(COLOURS.group) },
  text: { font: BODY_FONT, border, alignment: wrapped },
  smallText: { font: { ...BODY_FONT, size: 8 }, border, alignment: wrapped },
  centred: { font: { ...BODY_FONT, size: 9 }, border, alignment: { ...wrapped, horizontal: 'center' } },
  previous: {
    font: { ...BODY_FONT, color: { rgb: COLOURS.greyText } },
    border,
    alignment: { horizontal: 'right', vertical: 'center', indent: 1 },
    ...ground(COLOURS.grey),
  },
} as const satisfies Record<string, CellStyle>;

/** Light red under a value that does not fit, also where it was pasted past the validation. */
export const INVALID: CellStyle = {
  fill: {
    type: 'pattern',
    pattern: 'solid',
    fgColor: { rgb: COLOURS.invalid },
    bgColor: { rgb: COLOURS.invalid },
  },
};

/** A cell to fill: unlocked and yellow, paler where it may stay empty. */
export const toFill = (
  numFmt: string,
  {
    optional = false,
    horizontal = 'right',
  }: { optional?: boolean; horizontal?: 'right' | 'left' | 'center' } = {},
): CellStyle => ({
  font: BODY_FONT,
  border,
  alignment: horizontal === 'left' ? indented : { horizontal, vertical: 'center', indent: 1 },
  numFmt,
  protection: { locked: false },
  ...ground(optional ? COLOURS.optional : COLOURS.fill),
});

/** A cell of a record table: unlocked, without ground, so that thousands of rows stay quiet. */
export const recordCell = (numFmt: string): CellStyle => ({
  font: BODY_FONT,
  alignment: { vertical: 'center' },
  numFmt,
  protection: { locked: false },
});

/** Number formats: whole numbers, amounts with two to four decimals, years, text. */
export const FORMATS = { whole: '#,##0', amount: '#,##0.00##', plain: '0', text: '@' } as const;
