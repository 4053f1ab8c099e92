import { compareAddresses, compareTexts } from './cell-place.ts';
import type { Finding, Severity } from './finding.ts';

/** The severities from the gravest to the lightest: the order of every report. */
export const SEVERITIES: readonly Severity[] = ['reject', 'mandatory', 'query', 'notice'];

/** Order of the rules of a report: by severity, then by id. */
export const compareRules = (
  a: Pick<Finding, 'rule' | 'severity'>,
  b: Pick<Finding, 'rule' | 'severity'>,
): number => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || compareTexts(a.rule, b.rule);

/** By severity, rule, sheet, cell and fingerprint: the same findings always stand in the same order. */
export const compareFindings = (a: Finding, b: Finding): number => {
  const [left] = a.cells;
  const [right] = b.cells;
  return (
    compareRules(a, b) ||
    compareTexts(left?.sheet ?? '', right?.sheet ?? '') ||
    compareAddresses(left?.a1 ?? '', right?.a1 ?? '') ||
    compareTexts(a.fingerprint, b.fingerprint)
  );
};
