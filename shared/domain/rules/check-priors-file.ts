import type { Amendment } from '../cycles/amendment.ts';
import type { ParkInputs } from '../indicators/indicator-value.ts';
import type { RegisteredPark } from '../ranking/ranking.ts';
import type { FiledTable, ReadTableOutcome } from '../returns/filed-table.ts';
import { filedValue, inputText, normalisedText } from './filed-value.ts';
import type { Finding, FindingsReport } from './finding.ts';
import { judgeMinistryTable } from './judge-ministry-table.ts';
import { ministryFinding } from './ministry-rules.ts';
import type { RulePack } from './rule-pack.ts';

export interface PriorsFileContext {
  readonly cycle: string;
  readonly dataYear: number;
  readonly rulePack: RulePack;
  readonly register: readonly Pick<RegisteredPark, 'id' | 'exempt'>[];
  /** Last year's values as published, by park: they are amended, never filed again. */
  readonly published: ReadonlyMap<string, ParkInputs>;
  /** Amendments of last year's values: they stay, whatever the file says of their parks. */
  readonly amendments: readonly Pick<Amendment, 'number' | 'park' | 'values'>[];
}

export interface PriorsFileResult {
  readonly report: FindingsReport;
  /** Exact decimal text by park and input code. Used only when accepted. */
  readonly priors: Readonly<Record<string, ParkInputs>>;
}

const FILER = 'PRIORS';
const FORM = { form: 'priors', keys: ['park', 'code'] };

/**
 * Checks the ministry's file of last year's accepted values: unknown parks and codes, what is no number, repetitions, and
 * what contradicts last year's publication refuse the whole file, which is never merged with another; parks without a value,
 * or with amended ones alone, are a notice. All findings at once; never throws for anything that a file holds.
 */
export const checkPriorsFile = (outcome: ReadTableOutcome, context: PriorsFileContext): PriorsFileResult => {
  const { report, judged } = judgeMinistryTable(outcome, context, { filer: FILER, form: FORM }, (table) =>
    judgePriors(table, context),
  );
  return { report, priors: judged?.priors ?? {} };
};

const judgePriors = (table: FiledTable, context: PriorsFileContext) => {
  const { rulePack, published } = context;
  const findings: Finding[] = [];
  const priors: Record<string, Record<string, string>> = {};
  const parks = new Set(context.register.map(({ id }) => id));
  const keyed = table.rows.map((row) => ({
    cells: row.cells,
    park: normalisedText(row.cells.get('park')?.raw ?? ''),
    code: normalisedText(row.cells.get('code')?.raw ?? ''),
  }));
  const times = Map.groupBy(keyed, ({ park, code }) => `${park}/${code}`);
  for (const { park, code, cells } of keyed) {
    const about = (column: string) => ({
      entity: park || FILER,
      fields: [code, column],
      cell: cells.get(column),
    });
    const isKnownPark = parks.has(park);
    const isKnownCode = rulePack.inputs.get(code)?.filedBy === 'park';
    if (!isKnownPark) findings.push(ministryFinding('R-E-301', about('park')));
    if (!isKnownCode) findings.push(ministryFinding('R-E-302', about('code')));
    const cell = cells.get('value');
    const value = cell === undefined ? null : inputText(filedValue(cell));
    if (value === null) {
      findings.push(ministryFinding('R-E-303', about('value')));
      continue;
    }
    if (!isKnownPark || !isKnownCode) continue;
    const repeated = times.get(`${park}/${code}`)?.length ?? 1;
    if (repeated > 1) {
      findings.push(ministryFinding('R-E-304', about('code'), { park, code, times: repeated }));
      continue;
    }
    // A park without a return in force last year has an empty record: there is nothing to contradict.
    const of = published.get(park);
    if (of !== undefined && Object.keys(of).length > 0 && of[code] !== value) {
      findings.push(ministryFinding('R-E-305', about('value'), { park, code, published: of[code] ?? '—' }));
      continue;
    }
    priors[park] = { ...priors[park], [code]: value };
  }
  if (keyed.length === 0) findings.push(ministryFinding('R-E-307', { entity: FILER, fields: ['value'] }));
  if (keyed.length === 0) return { priors, findings };
  const hasNone = (park: string): boolean =>
    priors[park] === undefined && Object.keys(published.get(park) ?? {}).length === 0;
  const amended = Map.groupBy(context.amendments, ({ park }) => park);
  const without = context.register.filter(({ id, exempt }) => !exempt && !amended.has(id) && hasNone(id));
  return {
    priors,
    findings: [
      ...findings,
      ...without.map(({ id }) => ministryFinding('R-E-306', { entity: id, fields: ['value'] }, { v: id })),
      ...[...amended].flatMap(([park, of]) => (hasNone(park) ? [onlyAmended(park, of)] : [])),
    ],
  };
};

/** Of a park's last year nothing is left but what was amended: never silent, since the file may have lost the park. */
const onlyAmended = (park: string, amendments: PriorsFileContext['amendments']): Finding => {
  const codes = new Set(amendments.flatMap(({ values }) => Object.keys(values)));
  return ministryFinding(
    'R-E-308',
    { entity: park, fields: ['value'] },
    {
      v: park,
      amendments: amendments.map(({ number }) => number).join(', '),
      codes: [...codes].toSorted().join(', '),
    },
  );
};
