import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { annotateReturn } from '../../../shared/adapters/report-writers/annotate-return.ts';
import { VALID_INPUTS, VALID_PREVIOUS } from '../../support/a-filed-return.ts';
import { hasLibreOffice, OFFICE_MS, saveAgain } from '../../support/libreoffice.ts';
import { filedOf } from '../../support/read-outcomes.ts';
import { aTemplate, check, filledCells, fillInputs, judgement, PARTS, typeInto } from './template-cells.ts';

const part = (workbook: Uint8Array, name: string): string =>
  strFromU8(unzipSync(workbook)[name] ?? new Uint8Array());

describe.skipIf(!hasLibreOffice)(
  'saved again by LibreOffice (skipped where soffice is not installed)',
  () => {
    let files: Readonly<Record<string, Uint8Array>>;
    let result: Awaited<ReturnType<typeof saveAgain>>;
    const original = (name: string): Uint8Array => files[name] ?? new Uint8Array();
    const saved = (name: string): Uint8Array => result.saved.get(name) ?? new Uint8Array();

    beforeAll(async () => {
      const template = await aTemplate();
      const records = typeInto(
        typeInto(
          template,
          PARTS.enterprises,
          new Map([
            ['A7', '910000000000000017'],
            ['F7', '0111'],
          ]),
        ),
        PARTS.cover,
        new Map([['B11', '已报']]),
      );
      const faulty = await fillInputs(records, { ...VALID_INPUTS, hospitals: -1, employees: '不适用' });
      files = {
        'empty.xlsx': template,
        'valid.xlsx': await fillInputs(template, { ...VALID_INPUTS, house_price: '不适用' }, VALID_PREVIOUS),
        'faulty.xlsx': faulty,
        'annotated.xlsx': await annotateReturn({ name: 'faulty.xlsx', bytes: faulty }, await check(faulty)),
      };
      result = await saveAgain(files);
    }, OFFICE_MS);

    it('opens without a warning', () => {
      // The office itself warns of a missing Java, which no spreadsheet needs.
      const ofTheFiles = result.said.split('\n').filter((line) => !line.includes('javaldx'));
      expect(ofTheFiles.join('\n')).not.toMatch(/warn|error|repair|corrupt/i);
    });

    it.each(['empty.xlsx', 'valid.xlsx', 'faulty.xlsx', 'annotated.xlsx'])(
      'has the same findings: %s',
      async (name) => {
        const before = await check(original(name));
        expect(judgement(await check(saved(name)))).toEqual(judgement(before));
        expect(before.verdict).toBe(name === 'valid.xlsx' ? 'accepted' : 'rejected');
      },
    );

    it('keeps ids and codes as they were typed', async () => {
      const cells = filledCells(filedOf(await readReturn({ name: 'f', bytes: saved('faulty.xlsx') })));
      const texts = cells
        .filter(({ code }) => code === 'uscc' || code === 'qb03_1')
        .map(({ cell }) => cell.raw);
      expect(texts).toEqual(['910000000000000017', '0111']);
    });

    // Not the frozen header: the converter opens no window, and a frozen pane is a property of the window.
    it('keeps locks, validations, print titles and the text format of columns', () => {
      const inputs = part(saved('empty.xlsx'), 'xl/worksheets/sheet2.xml');
      expect(/<sheetProtection [^>]*sheet="(true|1)"/.test(inputs)).toBe(true);
      expect(inputs.match(/<dataValidation /g)).toHaveLength(116);
      expect(part(saved('empty.xlsx'), 'xl/workbook.xml')).toContain('_xlnm.Print_Titles');
      const records = part(saved('empty.xlsx'), 'xl/worksheets/sheet3.xml');
      const style = /<col [^>]*min="1"[^>]*>/.exec(records)?.[0].match(/style="(\d+)"/)?.[1];
      const formats = part(saved('empty.xlsx'), 'xl/styles.xml');
      const cellFormats = formats.slice(formats.indexOf('<cellXfs')).match(/<xf [^>]*>/g);
      const format = /numFmtId="(\d+)"/.exec(cellFormats?.[Number(style)] ?? '')?.[1];
      const isText =
        format === '49' ||
        new RegExp(`numFmtId="${format}" formatCode="@"|formatCode="@" numFmtId="${format}"`).test(formats);
      expect(isText).toBe(true);
    });
  },
);
