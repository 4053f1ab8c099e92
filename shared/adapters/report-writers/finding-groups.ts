import type { Localised } from '../../domain/returns/filed-return.ts';
import type { Finding, FindingCell, FindingsReport } from '../../domain/rules/finding.ts';
import type { FindingsOfRule } from '../../domain/rules/lazy-findings.ts';
import { renderMessage } from '../../domain/rules/render-message.ts';
import { findingsByRule } from '../../domain/rules/report-findings.ts';

/** The findings of one rule in the order of the report, with what the rule says and what to do about it. */
export interface RuleGroup extends FindingsOfRule {
  readonly fix: Localised;
  /** The message of one of these findings in both languages. */
  readonly messageOf: (finding: Finding) => Localised;
}

/** All findings of a report by rule: the gravest severity first, then the rules in the order of their first finding. */
export const groupFindings = ({ findings, rules }: FindingsReport): readonly RuleGroup[] =>
  findingsByRule(findings).map((ofRule) => {
    const described = Object.hasOwn(rules, ofRule.rule) ? rules[ofRule.rule] : undefined;
    const message = described?.message ?? { zh: ofRule.rule, en: ofRule.rule };
    return {
      ...ofRule,
      fix: described?.fix ?? { zh: '', en: '' },
      messageOf: ({ parameters }) => ({
        zh: renderMessage(message, parameters, 'zh'),
        en: renderMessage(message, parameters, 'en'),
      }),
    };
  });

/** Where a cell is, as people write it: `园区填报项!E2`; a place without an address is its sheet alone. */
export const placeText = ({ sheet, a1 }: Pick<FindingCell, 'sheet' | 'a1'>): string =>
  a1 === '' ? sheet : `${sheet}!${a1}`;
