import { describe, expect, it } from 'vitest';
import type { SampleRecord } from '../../../cli/sample/enterprises.ts';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import type { RecordTable } from '../../../shared/domain/records/record-table.ts';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import { aCheckContext } from '../../support/a-filed-return.ts';
import {
  aRecordsReturn,
  changed,
  clean,
  type RecordChanges,
  recordsPark,
} from '../../support/a-records-return.ts';

interface Changes extends RecordChanges {
  readonly prior?: RecordTable;
}

const read = async (changes: Changes) => readReturn({ name: 'f', bytes: await aRecordsReturn(changes) });

const check = async (changes: Changes) => {
  const context = aCheckContext({ park: recordsPark, priorRecords: changes.prior ?? null });
  return checkReturn(await read(changes), context);
};

const findings = async (changes: Changes) =>
  (await check(changes)).report.findings.map(
    ({ rule, cells }) => `${rule} ${cells.map(({ sheet, a1 }) => `${sheet}!${a1}`).join(' ')}`,
  );

describe('rules across records', () => {
  it('leave a clean return alone', async () => {
    expect(await findings({})).toEqual([]);
  });

  it('R-K-001 names an enterprise that stands there twice, with both rows', async () => {
    const first = clean.enterprises[0] as SampleRecord;
    const found = await findings({ enterprises: [...clean.enterprises, first] });
    expect(found).toContain('R-K-001 enterprises.csv!A2 enterprises.csv!A42');
    // Everything of the enterprise now counts twice, which the declared totals do not.
    expect(found.some((finding) => finding.startsWith('R-K-003 '))).toBe(true);
  });

  it('R-K-002 names a project of an enterprise that is not filed, and an enterprise without staff data', async () => {
    const stray = { ...(clean.projects[0] as SampleRecord), uscc: '91990000MA0000007X' };
    expect(await findings({ projects: [...clean.projects, stray] })).toEqual(['R-K-002 projects.csv!A42']);
  });

  it('R-K-003 and R-K-004 compare what is declared with the sum of the records, which is scored', async () => {
    const { report, inputs } = await check({ inputs: { revenue: '12', high_tech_enterprises: '1' } });
    const broken = report.findings.map(({ rule }) => rule);
    expect(broken.filter((rule) => rule.startsWith('R-K-'))).toEqual(['R-K-003', 'R-K-004']);
    const revenue = clean.enterprises.reduce((sum, record) => sum + Number(record.qc05_0), 0);
    expect(inputs.revenue).toBe(String(revenue));
  });

  it('R-K-005 and R-K-006 compare an enterprise with its projects', async () => {
    const [first, ...others] = clean.projects;
    const project = { ...(first as SampleRecord), qh40: 1_000_000, qh51: 90_000_000 };
    const rules = (await findings({ projects: [project, ...others] })).map((finding) => finding.slice(0, 7));
    expect(rules).toEqual(expect.arrayContaining(['R-K-005', 'R-K-006']));
    const without = await findings({ projects: others });
    expect(without.map((finding) => finding.slice(0, 7))).toContain('R-K-006');
  });

  it('R-A-008 counts the enterprises', async () => {
    expect(await findings({ inputs: { tech_smes_registered: '41' } })).toEqual([
      expect.stringMatching(/^R-A-008 inputs\.csv!B\d+$/),
    ]);
  });

  it('the rules of both years need last year’s records, and find unit slips, stocks and missing enterprises', async () => {
    const outcome = await read({});
    const prior = outcome.kind === 'read' ? outcome.filed.records?.enterprises : null;
    if (!prior) throw new Error('no enterprises');
    expect(await findings({ prior })).toEqual([]);
    const skipped = (await check({})).report.skippedRules.map(({ rule }) => rule);
    expect(skipped).toEqual(expect.arrayContaining(['R-P-005', 'R-P-008', 'R-P-009']));
    expect((await check({ prior })).report.skippedRules.map(({ rule }) => rule)).not.toContain('R-P-005');
    const slipped = changed(3, { qj59: Number(clean.enterprises[3]?.qj59) * 1000 });
    expect((await findings({ enterprises: slipped, prior })).map((finding) => finding.slice(0, 7))).toContain(
      'R-P-005',
    );
    const stock = changed(4, { qj73: Number(clean.enterprises[4]?.qj73) + 50 });
    expect((await findings({ enterprises: stock, prior })).map((finding) => finding.slice(0, 7))).toContain(
      'R-P-009',
    );
    const gone = { enterprises: clean.enterprises.slice(4), projects: clean.projects.slice(4), prior };
    const missing = (await check(gone)).report.findings.find(({ rule }) => rule === 'R-P-008');
    expect(missing?.about).toMatchObject({
      values: { 'count(prior_enterprises, not still_filed)': '4', 'count(prior_enterprises)': '40' },
      // More enterprises than 5 % are missing; so is more revenue than 2 %, or not.
      sides: expect.stringMatching(/^f,[tf]$/),
    });
    expect(Object.keys(missing?.about?.values ?? {})).toHaveLength(4);
  });

  it('moving rows and columns changes cells, but neither fingerprints nor the verdict', async () => {
    const broken = changed(7, { qd27: '约200', qc55: 999_999_999 });
    const { report: before } = await check({ enterprises: broken });
    const { report: after } = await check({
      enterprises: [...broken].reverse(),
      projects: [...clean.projects].reverse(),
    });
    const prints = (report: typeof before) => report.findings.map(({ fingerprint }) => fingerprint).sort();
    expect(prints(after)).toEqual(prints(before));
    expect(after.verdict).toBe(before.verdict);
    expect(after.findings.map(({ cells }) => cells)).not.toEqual(before.findings.map(({ cells }) => cells));
  });
});
