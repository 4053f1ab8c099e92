import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNumberField, recordFieldCodes } from '../../shared/adapters/readers/labels.ts';
import { readReturn } from '../../shared/adapters/readers/read-return.ts';
import type { FiledReturn } from '../../shared/domain/returns/filed-return.ts';
import { verdictOf } from '../../shared/domain/returns/verdict.ts';
import type { CheckContext } from '../../shared/domain/rules/check-context.ts';
import { checkReturn } from '../../shared/domain/rules/check-return.ts';
import type { Finding } from '../../shared/domain/rules/finding.ts';
import { recordSetOf } from '../../shared/domain/rules/judge-records.ts';
import { brokenUnit, isBroken } from '../../shared/domain/rules/judge-unit.ts';
import { LazyFindings } from '../../shared/domain/rules/lazy-findings.ts';
import { recordSubjects, tableOf } from '../../shared/domain/rules/record-subjects.ts';
import {
  countExplained,
  findingsByRule,
  markExplained,
  withFingerprints,
} from '../../shared/domain/rules/report-findings.ts';
import type { Rule } from '../../shared/domain/rules/rule-pack.ts';
import { aCheckContext } from '../support/a-filed-return.ts';
import { utf8, zipOf } from '../support/workbooks.ts';

type Rows = readonly (readonly string[])[];

const codes = recordFieldCodes.enterprises;
const projectCodes = recordFieldCodes.projects;

const entry = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -3, max: 4000 }).map(String) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('', '约200', '#REF!', '＃N/A', ' #DIV/0!', 'N/A', 'x', '0.5', '1e9'),
  },
);
const key = fc.constantFrom('91990000MA0000007X', '91990000MA0000015Q', 'U3', '');

/** Records with a few distinct lines, so that many break the same rules in the same cells. */
const table = (columns: readonly string[]) =>
  fc
    .tuple(
      fc.array(fc.array(entry, { minLength: columns.length, maxLength: columns.length }), {
        minLength: 1,
        maxLength: 3,
      }),
      fc.array(fc.tuple(fc.nat(2), key), { minLength: 1, maxLength: 13 }),
    )
    .map(
      ([lines, records]): Rows =>
        records.map(([line, uscc]) => [uscc, ...(lines[line % lines.length] ?? []).slice(1)]),
    );

const csv = (columns: readonly string[], rows: Rows): Uint8Array =>
  utf8([columns, ...rows].map((row) => row.map((text) => `"${text}"`).join(',')).join('\n'));

const members = (columns: readonly string[], rows: Rows) =>
  rows.map((row) =>
    Object.fromEntries(
      columns.map((code, index) => {
        const text = row[index] ?? '';
        return [code, isNumberField(code) && /^-?\d+$/.test(text) ? Number(text) : text];
      }),
    ),
  );

const fileOf = (format: 'zip' | 'json', enterprises: Rows, projects: Rows): Uint8Array =>
  format === 'zip'
    ? zipOf([
        ['inputs.csv', utf8('code,value,previous\nemployees,12,#REF!\nschools,x,\n')],
        ['enterprises.csv', csv(codes, enterprises)],
        ['projects.csv', csv(projectCodes, projects)],
      ])
    : utf8(
        JSON.stringify({
          format: 'gaoxin-return@1',
          cycle: '2021',
          park: 'P021',
          inputs: { employees: { value: 12, previous: '#REF!' }, schools: { value: 'x' } },
          enterprises: members(codes, enterprises),
          projects: members(projectCodes, projects),
        }),
      );

const checked = async (format: 'zip' | 'json', enterprises: Rows, projects: Rows) => {
  const outcome = await readReturn({ name: 'f', bytes: fileOf(format, enterprises, projects) });
  if (outcome.kind !== 'read') throw new Error(outcome.what.en);
  const context = aCheckContext();
  return { filed: outcome.filed, context, report: checkReturn(outcome, context).report };
};

const returns = fc.tuple(fc.constantFrom('zip' as const, 'json' as const), table(codes), table(projectCodes));

const isOnRecords = ({ runsOn, mode }: Rule): boolean => runsOn === 'enterprise-record' && mode === 'live';

const severities = ['reject', 'mandatory', 'query', 'notice'];

/** What findings are ordered by, written so that an ordinary comparison of arrays of texts does it. */
const rank = ({ severity, rule, cells, fingerprint }: Finding): string => {
  const { sheet = '', a1 = '' } = cells[0] ?? {};
  const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(a1) ?? [];
  const place = letters === undefined ? a1 : `${row?.padStart(9, '0')} ${letters.padStart(3)}`;
  return [severities.indexOf(severity), rule, sheet, place, fingerprint].join('\u0000');
};

/** Findings of the rules on single records, one after another with the exact evaluator. */
const oneByOne = (filed: FiledReturn, context: CheckContext): readonly Finding[] => {
  const records = recordSetOf(filed, context);
  if (records === null) return [];
  return context.rulePack.rules.filter(isOnRecords).flatMap((rule) =>
    rule.units.flatMap((unit) => {
      const isOnKey = unit.reads.codes.length === 0 && unit.reads.context.includes('uscc');
      const names = isOnKey ? (['enterprises', 'projects'] as const) : [tableOf(unit, context.rulePack)];
      return names.flatMap((name) => {
        const of = records.table(name);
        if (of === null) return [];
        const { subject } = recordSubjects(rule, unit, of, records, context.rulePack);
        return Array.from({ length: of.rowCount }, (_, row) => row)
          .filter((row) => isBroken(rule, unit, records.environment(name, row, rule.constants)))
          .map((row) => brokenUnit(rule, unit, subject(row)));
      });
    }),
  );
};

const texts = (findings: readonly Finding[]): readonly string[] =>
  findings.map((finding) => JSON.stringify(finding)).sort();

describe('findings on records, made when asked for', () => {
  it('are those that judging record by record finds, in the order of reports, on every pass', async () => {
    await fc.assert(
      fc.asyncProperty(returns, async (made) => {
        const { filed, context, report } = await checked(...made);
        const findings = [...report.findings];
        const onRecords = new Set(context.rulePack.rules.filter(isOnRecords).map(({ id }) => id));
        expect(texts(findings.filter(({ rule }) => onRecords.has(rule)))).toEqual(
          texts(oneByOne(filed, context)),
        );
        const ranks = findings.map(rank);
        expect(ranks).toEqual(ranks.toSorted());
        expect([...report.findings]).toEqual(findings);
        const counts = Object.fromEntries(
          severities.map((name) => [name, findings.filter(({ severity }) => severity === name).length]),
        );
        expect(report.counts).toEqual(counts);
        expect(report.findings).toHaveLength(findings.length);
      }),
      { numRuns: 25 },
    );
  });

  it('are found, grouped, explained, judged and written like an array of them', async () => {
    await fc.assert(
      fc.asyncProperty(returns, fc.array(fc.nat(), { maxLength: 40 }), async (made, picks) => {
        const { report } = await checked(...made);
        const array = [...report.findings];
        const prints = array.map(({ fingerprint }) => fingerprint);
        const wanted = new Set(picks.map((pick) => prints[pick % prints.length] ?? ''));
        const only = (findings: typeof report.findings) => [...withFingerprints(findings, wanted)];
        expect(only(report.findings)).toEqual(only(array));
        const groups = (findings: typeof report.findings) =>
          findingsByRule(findings).map((group) => ({ ...group, findings: [...group.findings] }));
        expect(groups(report.findings)).toEqual(groups(array));
        const explanations = {
          fingerprints: wanted,
          covers: ({ cells }: Finding) => (cells[0]?.a1.length ?? 0) % 2 === 0,
        };
        const lazy = markExplained(report.findings, explanations);
        const eager = markExplained(array, explanations);
        expect([...lazy]).toEqual(eager);
        expect(countExplained(lazy)).toBe(countExplained(eager));
        expect(JSON.stringify({ findings: lazy })).toBe(JSON.stringify({ findings: eager }));
        const queries = (findings: typeof lazy) => findings.filter(({ severity }) => severity === 'query');
        expect(verdictOf(lazy)).toBe(verdictOf(eager));
        expect(queries(lazy)).toEqual(queries(eager));
      }),
      { numRuns: 40 },
    );
  });

  it('are what a return with broken records has', async () => {
    const line = codes.map((code) => (code === 'uscc' ? 'U3' : isNumberField(code) ? '约200' : '1'));
    const { report } = await checked('zip', [line, line, line], []);
    expect(report.findings).toBeInstanceOf(LazyFindings);
  });
});
