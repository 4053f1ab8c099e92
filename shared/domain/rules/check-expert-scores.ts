import type { RegisteredPark } from '../ranking/ranking.ts';
import type { FileFacts, Localised } from '../returns/filed-return.ts';
import type { ReadTableOutcome } from '../returns/filed-table.ts';
import type { FileContext } from './file-subjects.ts';
import { inputText } from './filed-value.ts';
import type { Finding, FindingsReport } from './finding.ts';
import { findingsReport } from './findings-report.ts';
import { judgeTable, rulesInForce, type TableForm, whyNotJudged } from './judge-table.ts';
import { judgeRule, judgeUnit, type Subject } from './judge-unit.ts';
import type { Rule, RulePack, SubjectKind } from './rule-pack.ts';
import {
  fileScoresSubject,
  isScoreInput,
  pairSubjects,
  parkSubjects,
  rowSubject,
  type ScoreFile,
  type ScoreRow,
  scoreRows,
} from './score-subjects.ts';
import { REASONS } from './skipped-rules.ts';

export interface ExpertScoresContext {
  readonly cycle: string;
  readonly dataYear: number;
  readonly rulePack: RulePack;
  /** Register of the cycle; exempt parks (免评) need no scores. */
  readonly register: readonly Pick<RegisteredPark, 'id' | 'name' | 'exempt'>[];
}

export interface ExpertScoresResult {
  readonly report: FindingsReport;
  /** The scores that stand: exact decimal text 0–100, one for a park and indicator. Used only when accepted. */
  readonly scores: readonly { readonly park: string; readonly indicator: string; readonly score: string }[];
}

/** Entity of findings in the ministry's file. */
const FILER = 'MINISTRY';
const FORM: TableForm = { form: 'expert-scores', keys: ['park', 'indicator'] };

/**
 * Checks the ministry's file of expert scores: unknown parks and indicators, what is no number or outside 0–100, blanks and
 * repetitions reject the whole file, which is never merged with another; parks without a score are a notice. All findings
 * at once; never throws for anything that a file holds.
 */
export const checkExpertScores = (
  outcome: ReadTableOutcome,
  context: ExpertScoresContext,
): ExpertScoresResult => {
  const { rulePack, dataYear, register } = context;
  const { running: rules, off } = rulesInForce(rulePack, context.cycle);
  const fileContext: FileContext = { park: FILER, dataYear, rulePack };
  const why = whyNotJudged(outcome);
  const skippedRules = [
    ...(why === null ? [] : skipped(rules, why)),
    ...skipped(off, REASONS['switched-off']),
  ];
  const onTable = judgeTable(outcome, FORM, rules, fileContext);
  const report = (rows: FindingsReport['rows'], findings: readonly Finding[]) =>
    findingsReport({ file: fileOf(outcome), rows, skippedRules }, findings, rulePack);
  if (outcome.kind === 'unreadable') return { report: report({ read: 0, blank: 0 }, onTable), scores: [] };
  const { table } = outcome;
  const rows = why === null ? scoreRows(table, rulePack) : [];
  const file: ScoreFile = { context: fileContext, register, table, rows };
  const findings = [...onTable, ...(why === null ? scoreFindings(file, rules) : [])];
  return {
    report: report({ read: table.rows.length, blank: table.blankRows }, findings),
    scores: standingScores(file, rules),
  };
};

const fileOf = (outcome: ReadTableOutcome): FileFacts =>
  outcome.kind === 'read' ? outcome.table.file : outcome.file;

const isOnScores = ({ runsOn }: Rule): boolean => runsOn.startsWith('score-');

const skipped = (rules: readonly Rule[], reason: Localised): FindingsReport['skippedRules'] =>
  rules.filter(isOnScores).map(({ id }) => ({ rule: id, reason }));

const scoreFindings = (file: ScoreFile, rules: readonly Rule[]): readonly Finding[] => {
  const onRows = file.rows.map((row) => rowSubject(row, file));
  const subjects: Partial<Record<SubjectKind, readonly Subject[]>> = {
    'score-file': [fileScoresSubject(file)],
    'score-row': onRows,
    'score-pair': pairSubjects(file),
    'score-park': parkSubjects(file),
  };
  return [
    ...rules.flatMap((rule) => (subjects[rule.runsOn] ?? []).flatMap((subject) => judgeRule(rule, subject))),
    ...file.rows.flatMap((row) => valueFindings(row, file, rules)),
  ];
};

/** The rules on the value of an input that stand for inputs of the filer (type and range), on one score. */
const valueFindings = (row: ScoreRow, file: ScoreFile, rules: readonly Rule[]): readonly Finding[] =>
  rules
    .filter(({ codesOf }) => codesOf === 'filer')
    .flatMap((rule) =>
      rule.units
        .filter(({ subject }) => subject !== null && isScoreInput(subject, row))
        .map((unit) => judgeUnit(rule, unit, rowSubject(row, file))),
    )
    .filter((finding) => finding !== null);

/** The rows that break nothing by themselves and are not repeated. */
const standingScores = (file: ScoreFile, rules: readonly Rule[]): ExpertScoresResult['scores'] => {
  const parks = new Set(file.register.map(({ id }) => id));
  const times = Map.groupBy(file.rows, ({ place }) => place);
  return file.rows.flatMap((row) => {
    const { park, indicator } = row;
    const score = inputText(row.value);
    const stands =
      parks.has(park) &&
      row.input !== null &&
      score !== null &&
      score !== 'N/A' &&
      times.get(row.place)?.length === 1 &&
      valueFindings(row, file, rules).length === 0;
    return stands ? [{ park, indicator, score }] : [];
  });
};
