import type { RegisteredPark } from '../ranking/ranking.ts';
import type { Localised } from '../returns/filed-return.ts';
import type { FiledTable, ReadTableOutcome } from '../returns/filed-table.ts';
import { cellSubject, type FileContext, fileSubject, formSubject, unknownSubject } from './file-subjects.ts';
import { inputText, normalisedText } from './filed-value.ts';
import type { Finding, FindingsReport } from './finding.ts';
import { findingsReport } from './findings-report.ts';
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
const FORM = 'expert-scores';

/**
 * Checks the ministry's file of expert scores: unknown parks and indicators, what is no number or outside 0–100, blanks and
 * repetitions reject the whole file, which is never merged with another; parks without a score are a notice. All findings
 * at once; never throws for anything that a file holds.
 */
export const checkExpertScores = (
  outcome: ReadTableOutcome,
  context: ExpertScoresContext,
): ExpertScoresResult => {
  const { rulePack } = context;
  const inForce = rulePack.rules.filter(
    ({ effective: { from, to } }) => context.cycle >= from && (to === null || context.cycle <= to),
  );
  const rules = inForce.filter(({ mode }) => mode !== 'off');
  const off = skipped(
    inForce.filter(({ mode }) => mode === 'off'),
    REASONS['switched-off'],
  );
  const fileContext: FileContext = { park: FILER, dataYear: context.dataYear, rulePack };
  if (outcome.kind === 'unreadable') {
    const findings = rules
      .filter(({ runsOn }) => runsOn === 'file')
      .flatMap((rule) =>
        rule.units.map((unit) => judgeUnit(rule, unit, fileSubject(unit, outcome, fileContext))),
      )
      .filter((finding) => finding !== null);
    const skippedRules = skipped(rules, {
      zh: '文件无法读取，未能审核',
      en: 'the file cannot be read',
    });
    const rows = { read: 0, blank: 0 };
    return {
      report: findingsReport(
        { file: outcome.file, rows, skippedRules: [...skippedRules, ...off] },
        findings,
        rulePack,
      ),
      scores: [],
    };
  }
  const { table } = outcome;
  const isWhole = table.missingColumns.length === 0;
  const file: ScoreFile = {
    context: fileContext,
    register: context.register,
    table,
    rows: isWhole ? scoreRows(table, rulePack) : [],
  };
  const findings = [
    ...tableFindings(table, rules, fileContext),
    ...(isWhole ? scoreFindings(file, rules) : []),
  ];
  const skippedRules = isWhole
    ? []
    : skipped(rules, { zh: '缺少必需的列，未能审核', en: 'required columns are missing' });
  const rows = { read: table.rows.length, blank: table.blankRows };
  return {
    report: findingsReport(
      { file: table.file, rows, skippedRules: [...skippedRules, ...off] },
      findings,
      rulePack,
    ),
    scores: standingScores(file, rules),
  };
};

const isOnScores = ({ runsOn }: Rule): boolean => runsOn.startsWith('score-');

const skipped = (rules: readonly Rule[], reason: Localised): FindingsReport['skippedRules'] =>
  rules.filter(isOnScores).map(({ id }) => ({ rule: id, reason }));

/** Columns, unknown columns and broken cells: the same rules as for a return. */
const tableFindings = (
  table: FiledTable,
  rules: readonly Rule[],
  context: FileContext,
): readonly Finding[] => {
  const form = { ...table, form: FORM, rowCount: table.rows.length };
  const subjects: Partial<Record<SubjectKind, readonly Subject[]>> = {
    form: [formSubject(form, context)],
    'unknown-cell': table.unknown.map((cell) => unknownSubject(form, cell, context)),
    'filed-cell': table.rows.flatMap(({ cells }) => {
      const row = ['park', 'indicator'].map((key) => normalisedText(cells.get(key)?.raw ?? '')).join('/');
      return [...cells].map(([column, cell]) => cellSubject(`${row}/${column}`, cell, context));
    }),
  };
  return rules.flatMap((rule) =>
    (subjects[rule.runsOn] ?? []).flatMap((subject) => judgeRule(rule, subject)),
  );
};

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
