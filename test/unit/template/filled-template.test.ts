import { describe, expect, it } from 'vitest';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { VALID_INPUTS, VALID_PREVIOUS } from '../../support/a-filed-return.ts';
import { filedOf } from '../../support/read-outcomes.ts';
import {
  asJson,
  aTemplate,
  check,
  type Filling,
  type Fillings,
  filledCells,
  fillInputs,
  judgement,
  PARTS,
  typeInto,
} from './template-cells.ts';

const asText = (values: Readonly<Record<string, number>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([code, value]) => [code, String(value)]));

describe('a filled template and the same values in JSON', () => {
  it('are both accepted, with last year filled in by the park', async () => {
    const filled = await fillInputs(await aTemplate(), VALID_INPUTS, VALID_PREVIOUS);
    const report = await check(filled);
    expect(report.verdict).toBe('accepted');
    expect(judgement(report)).toEqual(judgement(await check(asJson(VALID_INPUTS, VALID_PREVIOUS))));
  });

  it('are both accepted, with last year’s accepted values in the template', async () => {
    const values = asText(VALID_PREVIOUS);
    const context = { priors: { source: 'previous-cycle' as const, values } };
    const filled = await fillInputs(await aTemplate(values), VALID_INPUTS);
    const report = await check(filled, context);
    expect(report.verdict).toBe('accepted');
    expect(judgement(report)).toEqual(judgement(await check(asJson(VALID_INPUTS), context)));
  });

  const table: [string, Fillings][] = [
    ['a word for a number', { employees: '约五万' }],
    ['不适用 where it is allowed, and where it is not', { house_price: '不适用', employees: '不适用' }],
    ['a negative count and a fraction of one', { hospitals: -1, schools: 2.5 }],
    ['more employees with a degree than employees', { staff_bachelor: 99_999_999 }],
    ['a return a thousand times too large', { revenue: 60_311_452_290 }],
  ];
  it.each(table)('have the same findings: %s', async (_, changes) => {
    const values = { ...VALID_INPUTS, ...changes };
    const filled = await fillInputs(await aTemplate(), values, VALID_PREVIOUS);
    const inWorkbook = judgement(await check(filled));
    expect(inWorkbook.findings.length).toBeGreaterThan(0);
    expect(inWorkbook).toEqual(judgement(await check(asJson(values, VALID_PREVIOUS))));
  });
});

describe('the other sheets of a filled template', () => {
  it('give declarations, records and explanations to the reader', async () => {
    const record: readonly [string, Filling][] = [
      ['A7', '910000000000000017'],
      ['B7', '某某科技有限公司'],
      ['C7', 2003],
      ['F7', '0111'],
      ['AC7', 1234.5],
    ];
    let bytes = await aTemplate();
    bytes = typeInto(
      bytes,
      PARTS.cover,
      new Map([
        ['B11', '已报'],
        ['B12', '无此业务'],
      ]),
    );
    bytes = typeInto(bytes, PARTS.enterprises, new Map(record));
    bytes = typeInto(
      bytes,
      PARTS.explanations,
      new Map([
        ['A5', '0123456789ab'],
        ['B5', '06 经核对无误'],
        ['C5', '已与统计台账核对'],
      ]),
    );
    const filed = filedOf(await readReturn({ name: 'f', bytes }));
    expect(filed.declarations).toMatchObject({
      enterprises: { value: 'filed', cell: { a1: 'B11' } },
      projects: { value: 'none', cell: { a1: 'B12' } },
    });
    expect(filed.explanations).toMatchObject([
      { finding: '0123456789ab', reason: '06 经核对无误', text: '已与统计台账核对' },
    ]);
    expect(filledCells(filed).map(({ code, cell }) => [code, cell.a1, cell.raw])).toEqual([
      ['uscc', 'A7', '910000000000000017'],
      ['name', 'B7', '某某科技有限公司'],
      ['qb08', 'C7', '2003'],
      ['qb03_1', 'F7', '0111'],
      ['qc02', 'AC7', '1234.5'],
    ]);
  });

  it('with 暂缺 or 无此业务 and no rows need nothing more', async () => {
    const filled = await fillInputs(await aTemplate(), VALID_INPUTS, VALID_PREVIOUS);
    const declared = typeInto(
      filled,
      PARTS.cover,
      new Map([
        ['B11', '无此业务'],
        ['B12', '暂缺'],
      ]),
    );
    expect((await check(declared)).verdict).toBe('accepted');
  });
});
