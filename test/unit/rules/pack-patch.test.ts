import { describe, expect, test } from 'vitest';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';
import type { PackPatch } from '../../../shared/domain/rules/pack-patch.ts';
import { patchedPack, patchedPackId } from '../../../shared/domain/rules/patched-pack.ts';
import { ruleStates } from '../../../shared/domain/rules/rule-states.ts';
import { aCheckContext, aFiledReturn } from '../../support/a-filed-return.ts';
import { at } from '../../support/returns.ts';

const pack = loadRulePack('2021');
const off = (rule: string) => ({ rule, reason: '误报', actor: '张三', at: at(1) });
const aPatch = (...rules: string[]): PackPatch => ({ cycle: '2021', number: 3, off: rules.map(off) });

test('a patch raises the last part of the version by as often as it was patched', () => {
  expect(patchedPackId('gx46-2021@1.1.0', { number: 1 })).toBe('gx46-2021@1.1.1');
  expect(patchedPackId('gx46-2021@1.10.9', { number: 3 })).toBe('gx46-2021@1.10.12');
  expect(patchedPackId('gx46-2021@1.1.0', null)).toBe('gx46-2021@1.1.0');
});

describe('a rule that is off', () => {
  const defect = { inputs: { city_gdp: 3_000_000 } };
  const check = (patch: PackPatch | null) =>
    checkReturn(
      { kind: 'read', filed: aFiledReturn(defect) },
      aCheckContext({ rulePack: patchedPack(pack, patch) }),
    );

  test('does not run, and the report says so under its own pack version', () => {
    expect(check(null).report.verdict).toBe('needs-explanation');
    const { report } = check(aPatch('R-A-005'));
    expect([report.verdict, report.findings]).toEqual(['accepted', []]);
    const last = Number(pack.id.split('.').at(-1));
    expect(report.rulePack).toBe(pack.id.replace(/\d+$/, String(last + 3)));
    expect(report.skippedRules).toContainEqual({
      rule: 'R-A-005',
      reason: { zh: '主管部门已停用该规则', en: 'the ministry has switched the rule off' },
    });
  });

  test('of shadow mode is not counted and not spoken of', () => {
    expect(check(null).shadow).toHaveProperty('R-A-003');
    const { report, shadow } = check(aPatch('R-A-003'));
    expect(shadow).not.toHaveProperty('R-A-003');
    expect(JSON.stringify(report)).not.toContain('R-A-003');
  });

  test('that a later pack no longer has leaves nothing behind', () => {
    expect(patchedPack(pack, aPatch('R-Z-999')).rules).toEqual(pack.rules);
  });
});

test('the list says which are off and why, and what those in shadow mode found', () => {
  const review = (count: number) => ({ review: { shadow: { 'R-A-003': count }, repeatedExplanations: [] } });
  const empty = { review: { shadow: {}, repeatedExplanations: [] } };
  const states = ruleStates(pack, aPatch('R-A-005'), [review(0), review(3), review(2), empty]);
  const of = (id: string) => states.find(({ rule }) => rule === id);
  expect(of('R-A-005')).toMatchObject({ mode: 'off', off: { reason: '误报', actor: '张三', at: at(1) } });
  expect(of('R-A-003')).toMatchObject({
    mode: 'shadow',
    shadow: { parks: 3, parksWithFindings: 2, findings: 5 },
  });
  expect(of('R-A-004')).toMatchObject({ mode: 'live', off: null, shadow: null });
  expect(states).toHaveLength(pack.rules.length);
});
