import file from '../../data/rule-pack/ministry-rules.json' with { type: 'json' };
import type { Cell } from '../returns/filed-return.ts';
import { addressOf, findingCells } from './cell-place.ts';
import type { Finding, FindingsReport, MessageParameter, Severity } from './finding.ts';
import type { ReportedRule } from './findings-report.ts';
import { fingerprintOf } from './fingerprint.ts';
import { textParameter } from './message-parameters.ts';

/** Rules on the ministry's own files and on corrections, which no expression of the pack can read. */
export const MINISTRY_RULES: readonly ReportedRule[] = file.rules.map(({ id, severity, message, fix }) => ({
  id,
  severity: severity as Severity,
  message,
  fix,
}));

/** What a report says of those of these rules that are broken. */
export const ministryRuleTexts = (findings: readonly Finding[]): FindingsReport['rules'] => {
  const broken = new Set(findings.map(({ rule }) => rule));
  return Object.fromEntries(
    MINISTRY_RULES.filter(({ id }) => broken.has(id)).map(({ id, ...text }) => [id, text]),
  );
};

const byId = new Map(MINISTRY_RULES.map((rule) => [rule.id, rule]));

/** A finding of one of these rules. `v` and `cell` of its message are told from the cell where there is one. */
export const ministryFinding = (
  id: string,
  about: { readonly entity: string; readonly fields: readonly string[]; readonly cell?: Cell | undefined },
  parameters: Readonly<Record<string, MessageParameter>> = {},
): Finding => {
  const rule = byId.get(id);
  if (rule === undefined) throw new RangeError(`There is no rule ${id}`);
  const { entity, fields, cell } = about;
  const ofCell =
    cell === undefined ? {} : { cell: addressOf(cell), header: cell.header, v: textParameter(cell.raw) };
  return {
    rule: id,
    severity: rule.severity,
    fingerprint: fingerprintOf(id, entity, fields),
    entity,
    cells: findingCells([cell]),
    parameters: { ...ofCell, ...parameters },
  };
};
