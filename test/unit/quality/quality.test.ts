import { describe, expect, it } from 'vitest';
import { cycleQuality } from '../../../shared/domain/quality/cycle-quality.ts';
import { parkQuality, type QualityEvidence } from '../../../shared/domain/quality/park-quality.ts';
import { appendAudit, emptyAuditHead } from '../../../shared/domain/returns/audit-chain.ts';
import type { Submission } from '../../../shared/domain/returns/submission.ts';
import { aJudgement, anUpload, at, sha256 } from '../../support/returns.ts';

type Queries = readonly { rule: string; fingerprint: string; explained?: true }[];
type Status = 'accepted' | 'needs-explanation' | 'rejected';

/** A judged file with the verdicts that it had, the last one standing. */
interface Filed {
  readonly content: string;
  readonly minute: number;
  readonly verdicts: readonly Status[];
  readonly queries?: Queries;
  readonly skippedRules?: readonly string[];
  readonly late?: boolean;
}

const submissionOf = ({ content, minute, verdicts, late = false }: Filed): Submission => {
  const { verdict: _, ...judgement } = aJudgement(`S-${content}-${minute}`, 'accepted');
  const judged = {
    ...anUpload(content, minute),
    cycle: '2021',
    filer: 'P001',
    late,
    receivedAt: at(minute),
    ...judgement,
    shadow: {},
    reportVersion: null,
    judgedAt: at(minute),
  };
  const status = verdicts.at(-1) ?? 'accepted';
  const { inputs, previous, ...bare } = judged;
  const filed = { inputs: { ...inputs }, previous: { ...previous } };
  return status === 'rejected' ? { status, ...bare } : { status, ...bare, ...filed };
};

const evidence = (files: readonly Filed[], over: Partial<QualityEvidence> = {}): QualityEvidence => {
  const submissions = files.map(submissionOf);
  const facts = files.flatMap(({ content, minute, verdicts }) =>
    (['received', ...verdicts] as const).map((action) => ({
      at: at(minute),
      actor: 'gaoxin',
      action,
      submissionId: `S-${content}-${minute}`,
      reason: null,
      details: {},
    })),
  );
  return {
    cycle: { status: 'closed', closesAt: at(60 * 24 * 2) },
    park: 'P001',
    submissions,
    withdrawal: null,
    audit: appendAudit({ cycle: '2021', filer: 'P001' }, emptyAuditHead, facts, sha256).entries,
    reports: new Map(
      files.map(({ content, minute, queries = [], skippedRules = [] }) => [
        `S-${content}-${minute}`,
        { queries, skippedRules },
      ]),
    ),
    ...over,
  };
};

const q = (fingerprint: string, explained?: true, rule = 'R-P-004') => ({
  rule,
  fingerprint,
  ...(explained ? { explained } : {}),
});

describe('a park that files once and is accepted', () => {
  it('is in time, passed at once, and corrected nothing', () => {
    const given = evidence([{ content: 'A', minute: 60 * 24, verdicts: ['accepted'] }]);
    expect(parkQuality(given)).toEqual({
      park: 'P001',
      timeliness: {
        firstUploadAt: at(60 * 24),
        acceptedUploadAt: at(60 * 24),
        onTime: true,
        // One of the two days until the closing time is left.
        daysBeforeClosing: 1,
      },
      firstPass: true,
      submissions: 1,
      corrections: { beforeAcceptance: 0, afterAcceptance: 0, reopened: 0, withdrawn: 0 },
      unexplainedQueries: 0,
      rules: {},
      evidence: { auditEntries: 2, lastHash: given.audit.at(-1)?.hash },
    });
  });
});

describe('a park that corrects and explains', () => {
  const files: readonly Filed[] = [
    { content: 'A', minute: 1, verdicts: ['rejected'], queries: [q('a'), q('b'), q('c')] },
    { content: 'B', minute: 2, verdicts: ['needs-explanation', 'accepted'], queries: [q('a', true)] },
    {
      content: 'C',
      minute: 3,
      verdicts: ['rejected'],
      queries: [q('a', true), q('d'), q('e', undefined, 'R-A-005')],
    },
  ];

  it('has what was explained and accepted, fixed, and is still open, by rule', () => {
    const { rules, firstPass, corrections, unexplainedQueries } = parkQuality(evidence(files));
    expect(firstPass).toBe(false);
    expect(corrections).toMatchObject({ beforeAcceptance: 1, afterAcceptance: 1 });
    expect(unexplainedQueries).toBe(2);
    // In B, which is in force, a is explained; b and c are in no file any more; C, the last one, asks d and e.
    expect(rules).toEqual({
      'R-P-004': { asked: 4, accepted: 1, fixed: 2, open: 1, notChecked: 0 },
      'R-A-005': { asked: 1, accepted: 0, fixed: 0, open: 1, notChecked: 0 },
    });
  });

  it('did not pass at first where its file was accepted only once explained', () => {
    expect(parkQuality(evidence(files.slice(1, 2))).firstPass).toBe(false);
  });

  it('has nothing accepted while nothing is in force', () => {
    const { rules, timeliness } = parkQuality(
      evidence([files[0], files[2]].filter((file) => file !== undefined)),
    );
    expect(rules['R-P-004']).toEqual({ asked: 4, accepted: 0, fixed: 2, open: 2, notChecked: 0 });
    expect(timeliness).toMatchObject({ acceptedUploadAt: null, onTime: false, daysBeforeClosing: null });
  });
});

it('a query whose rule was switched off meanwhile was not corrected', () => {
  const { rules } = parkQuality(
    evidence([
      { content: 'A', minute: 1, verdicts: ['needs-explanation'], queries: [q('a')] },
      { content: 'A', minute: 2, verdicts: ['accepted'], skippedRules: ['R-P-004'] },
    ]),
  );
  expect(rules['R-P-004']).toEqual({ asked: 1, accepted: 0, fixed: 0, open: 0, notChecked: 1 });
});

it.each(['scheduled', 'open'] as const)('what is not known yet is null, and not "no": %s cycle', (status) => {
  const nothing = evidence([], { cycle: { status, closesAt: null } });
  expect(parkQuality(nothing)).toMatchObject({
    timeliness: { firstUploadAt: null, onTime: null },
    firstPass: null,
    unexplainedQueries: null,
    evidence: { auditEntries: 0, lastHash: null },
  });
});

it('a late file is not in time, and days before the closing are negative', () => {
  const late = evidence([{ content: 'A', minute: 60 * 24 * 3, verdicts: ['accepted'], late: true }]);
  expect(parkQuality(late).timeliness).toMatchObject({ onTime: false, daysBeforeClosing: -1 });
});

describe('the figures of a cycle', () => {
  const parks = [
    parkQuality(evidence([{ content: 'A', minute: 1, verdicts: ['accepted'], queries: [q('a', true)] }])),
    {
      ...parkQuality(
        evidence([
          { content: 'A', minute: 1, verdicts: ['rejected'], queries: [q('x'), q('y'), q('z')] },
          { content: 'B', minute: 2, verdicts: ['needs-explanation'], queries: [q('x')] },
        ]),
      ),
      park: 'P002',
    },
  ];

  it('are rates with their denominators', () => {
    expect(cycleQuality(['P001', 'P002', 'P003'], parks)).toEqual({
      due: 3,
      filed: 2,
      filedNotDue: 0,
      onTime: { count: 1, of: 3, share: 1 / 3 },
      firstPass: { count: 1, of: 2, share: 0.5 },
      corrections: { beforeAcceptance: 1, afterAcceptance: 0, reopened: 0, withdrawn: 0 },
      unexplainedQueries: 1,
      rules: {
        'R-P-004': { asked: 4, accepted: 1, fixed: 2, open: 1, notChecked: 0, explainedAndAccepted: 0.25 },
      },
    });
  });

  it('count parks among those due only; an exempt or departed one that files is told apart', () => {
    const exempt = { ...parks[0], park: 'P004' } as (typeof parks)[number];
    const figures = cycleQuality(['P001', 'P002', 'P003'], [...parks, exempt]);
    expect(figures).toMatchObject({
      due: 3,
      filed: 2,
      filedNotDue: 1,
      onTime: { count: 1, of: 3 },
      // P001 passed at first, P002 did not; that P004 did says nothing of those due.
      firstPass: { count: 1, of: 2, share: 0.5 },
    });
    // A query asked of P004 is one that the rule asked: what became of it counts for the rule.
    expect(figures.rules['R-P-004']).toMatchObject({ asked: 5, accepted: 2, explainedAndAccepted: 0.4 });
  });

  it('have no share of nothing', () => {
    expect(cycleQuality([], [])).toMatchObject({
      onTime: { share: null },
      firstPass: { count: 0, of: 0, share: null },
    });
  });
});
