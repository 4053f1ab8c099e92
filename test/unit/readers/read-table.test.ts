import { describe, expect, it } from 'vitest';
import { readExpertScores } from '../../../shared/adapters/readers/read-expert-scores.ts';
import { readRegister } from '../../../shared/adapters/readers/read-register.ts';
import parks from '../../../shared/data/parks.json' with { type: 'json' };
import type { FiledTable, ReadTableOutcome } from '../../../shared/domain/returns/filed-table.ts';
import { aWorkbook, utf8 } from '../../support/workbooks.ts';

const tableOf = (outcome: ReadTableOutcome): FiledTable => {
  if (outcome.kind === 'unreadable') throw new Error(outcome.what.en);
  return outcome.table;
};

const rawRows = (table: FiledTable) =>
  table.rows.map(({ cells }) => Object.fromEntries([...cells].map(([code, cell]) => [code, cell.raw])));

const rows = [
  ['园区', '指标', '评分'],
  ['P021', 'expert_score_compliance', 88.5],
] as const;

describe('expert scores', () => {
  it.each([
    ['CSV', utf8('score;park;indicator\n88.5;P021;expert_score_compliance\n')],
    [
      'a workbook, on whatever sheet',
      aWorkbook({
        sheets: [
          { name: '说明', rows: [['评分办法']] },
          { name: 'x', rows },
        ],
      }),
    ],
  ])('from %s', async (_, bytes) => {
    const table = tableOf(await readExpertScores({ name: 'f', bytes }));
    expect(table).toMatchObject({ missingColumns: [], unknown: [] });
    expect(rawRows(table)).toEqual([{ park: 'P021', indicator: 'expert_score_compliance', score: '88.5' }]);
    expect(table.rows[0]?.cells.get('score')).toMatchObject({
      stored: 'number',
      a1: expect.stringMatching(/2$/),
    });
  });

  it('say what is missing', async () => {
    const table = tableOf(await readExpertScores({ name: 'f', bytes: utf8('park,score\nP021,88\n') }));
    expect(table.missingColumns).toEqual(['indicator']);
  });

  it.each([
    ['JSON', '{}'],
    ['a PDF', '%PDF-1.4'],
  ])('refuse %s', async (_, text) => {
    expect(await readExpertScores({ name: 'f', bytes: utf8(text) })).toMatchObject({ kind: 'unreadable' });
  });
});

describe('register', () => {
  it('has every park of the shipped list, each under its columns', async () => {
    const header = Object.keys(parks[0] ?? {});
    const lines = parks.map((park) =>
      Object.values(park)
        .map((value) => `"${value}"`)
        .join(','),
    );
    const bytes = utf8([header.join(','), ...lines].join('\n'));
    const table = tableOf(await readRegister({ name: 'parks.csv', bytes }));
    expect(table).toMatchObject({ missingColumns: [], unknown: [], duplicatedColumns: [] });
    expect(rawRows(table)).toEqual(parks);
  });
});
