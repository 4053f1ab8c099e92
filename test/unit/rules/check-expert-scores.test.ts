import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../shared/domain/returns/filed-return.ts';
import type { FiledTable } from '../../../shared/domain/returns/filed-table.ts';
import { checkExpertScores } from '../../../shared/domain/rules/check-expert-scores.ts';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';
import { renderMessage } from '../../../shared/domain/rules/render-message.ts';
import { aCell, type Entry } from '../../support/a-filed-return.ts';

const rulePack = loadRulePack('2021');
const park = (id: string, exempt = false) => ({ id, name: `${id} 高新区`, exempt });
const context = {
  cycle: '2021',
  dataYear: 2020,
  rulePack,
  register: [park('P001'), park('P002'), park('P003', true)],
};

const EXPERT = ['1.10', '2.10', '3.9', '5.9', '5.10'];
type Row = readonly [park: Entry, indicator: Entry, score: Entry];
const COMPLETE: readonly Row[] = ['P001', 'P002'].flatMap((id) =>
  EXPERT.map((code, index): Row => [id, code, 80 + index]),
);

const aTable = (rows: readonly Row[], own: Partial<FiledTable> = {}): FiledTable => ({
  file: { name: '评分.csv', bytes: 100, sha256: 'b'.repeat(64), format: 'csv', encoding: 'utf-8' },
  sheet: '评分.csv',
  missingColumns: [],
  duplicatedColumns: [],
  unknown: [],
  anchor: aCell('评分.csv', 'A1', 'park'),
  rows: rows.map(([id, indicator, score], index) => ({
    number: index + 2,
    cells: new Map<string, Cell>([
      ['park', aCell('评分.csv', `A${index + 2}`, id)],
      ['indicator', aCell('评分.csv', `B${index + 2}`, indicator)],
      ['score', aCell('评分.csv', `C${index + 2}`, score)],
    ]),
  })),
  blankRows: 0,
  ...own,
});

const check = (rows: readonly Row[], own: Partial<FiledTable> = {}) =>
  checkExpertScores({ kind: 'read', table: aTable(rows, own) }, context);
const broken = (rows: readonly Row[], own: Partial<FiledTable> = {}) =>
  check(rows, own).report.findings.map(({ rule, cells }) => `${rule} ${cells.map(({ a1 }) => a1).join(',')}`);

test('a whole file is accepted; exempt parks need no scores', () => {
  const { report, scores } = check(COMPLETE);
  expect(report).toMatchObject({ verdict: 'accepted', findings: [], rows: { read: 10, blank: 0 } });
  expect(scores).toHaveLength(10);
  expect(scores[1]).toEqual({ park: 'P001', indicator: '2.10', score: '81' });
});

test('indicators may be named by their input’s code or label, scores be written in full width', () => {
  const rows: readonly Row[] = [
    ['P001', 'expert_score_innovation_climate', '８７．５'],
    ['P001', '产业创新政策评分', 90],
    ...COMPLETE.slice(2),
  ];
  expect(broken(rows)).toEqual([]);
  expect(check(rows).scores.slice(0, 2)).toEqual([
    { park: 'P001', indicator: '1.10', score: '87.5' },
    { park: 'P001', indicator: '2.10', score: '90' },
  ]);
});

describe('rejected', () => {
  const withRow = (...row: Row): readonly Row[] => [...COMPLETE, row];

  test.each<[string, readonly Row[], readonly string[]]>([
    ['an unknown park', withRow('P999', '1.10', 80), ['R-E-101 A12,B12,C12']],
    ['no park', withRow(null, '1.10', 80), ['R-E-101 A12,B12,C12']],
    ['an indicator that experts do not score', withRow('P001', '1.2', 80), ['R-E-102 A12,B12,C12']],
    ['1.10 turned into a number', withRow('P001', 1.1, 80), ['R-E-102 A12,B12,C12']],
    ['a repeated pair', withRow('P001', '1.10', 80), ['R-E-103 C2,C12']],
    ['a score above 100', withRow('P003', '1.10', 100.5), ['R-T-009 A12,B12,C12']],
    ['a score below 0', withRow('P003', '1.10', -1), ['R-T-009 A12,B12,C12']],
    ['a word', withRow('P003', '1.10', '优'), ['R-T-009 A12,B12,C12']],
    ['a blank', withRow('P003', '1.10', null), ['R-E-105 A12,B12,C12']],
    ['不适用', withRow('P003', '1.10', '不适用'), ['R-E-105 A12,B12,C12']],
    [
      'a broken formula',
      withRow('P003', '1.10', { formula: '#REF!' }),
      ['R-F-005 C12', 'R-T-009 A12,B12,C12'],
    ],
  ])('%s', (_, rows, expected) => {
    const { report, scores } = check(rows);
    expect(broken(rows)).toEqual(expected);
    expect(report.verdict).toBe('rejected');
    expect(scores.every(({ score }) => Number(score) >= 0 && Number(score) <= 100)).toBe(true);
    for (const { rule, parameters } of report.findings) {
      const message = report.rules[rule]?.message ?? { zh: '{', en: '{' };
      for (const locale of ['zh', 'en'] as const) {
        expect(renderMessage(message, parameters, locale)).not.toMatch(/[{}—]|undefined/);
      }
    }
  });

  test('a file without scores', () => {
    expect(broken([])).toEqual(['R-E-106 A1', 'R-E-104 A1', 'R-E-104 A1']);
    expect(check([]).report.verdict).toBe('rejected');
  });

  test('a missing column; the rules on scores are named as not run', () => {
    const { report, scores } = check(COMPLETE, { missingColumns: ['score'] });
    expect(report.findings).toMatchObject([{ rule: 'R-F-004', parameters: { sheet: '评分.csv' } }]);
    expect(report.skippedRules.map(({ rule }) => rule)).toEqual([
      ...['R-E-101', 'R-E-102', 'R-E-103', 'R-E-104', 'R-E-105', 'R-E-106'],
    ]);
    expect(scores).toEqual([]);
  });

  test('an unreadable file', () => {
    const { file } = aTable([]);
    const what = { zh: '密码', en: 'a password' };
    const { report } = checkExpertScores(
      { kind: 'unreadable', file, what, cell: null, fact: 'encrypted' },
      context,
    );
    expect(report.verdict).toBe('rejected');
    expect(report.findings).toMatchObject([{ rule: 'R-F-002', parameters: { what } }]);
  });
});

test('a park without scores is a notice and blocks nothing', () => {
  const { report, scores } = check(COMPLETE.slice(0, 8));
  expect(report.verdict).toBe('accepted');
  expect(report.findings).toMatchObject([
    { rule: 'R-E-104', parameters: { p: 'P002', ind: { zh: '5.9、5.10', en: '5.9, 5.10' } } },
  ]);
  expect(scores).toHaveLength(8);
});

test('an unknown column is a notice', () => {
  expect(broken(COMPLETE, { unknown: [aCell('评分.csv', 'D1', '评委')] })).toEqual(['R-F-101 D1']);
});

test('fingerprints survive moved rows', () => {
  const defect: Row = ['P003', '1.10', 105];
  const [first] = check([defect, ...COMPLETE]).report.findings;
  const [second] = check([...COMPLETE, defect]).report.findings;
  expect(first?.fingerprint).toBe(second?.fingerprint);
  expect(first?.cells).not.toEqual(second?.cells);
});
