import { describe, expect, it } from 'vitest';
import { checkEdition } from '../../../shared/domain/methodology/check-edition.ts';
import { exampleEdition } from '../../../shared/domain/methodology/example-editions.ts';
import { PARK_INPUTS } from '../../../shared/domain/methodology/shipped-editions.ts';
import { anEdition } from '../../support/ranking-input.ts';

type Loose = { [member: string]: Loose };

/** Findings of a changed most-2021, as `severity code place`, without the two notices that it always has. */
const findings = (change: (copy: Loose) => void): string[] => {
  const copy = structuredClone(anEdition().document) as unknown as Loose;
  change(copy);
  return checkEdition(copy, PARK_INPUTS)
    .findings.filter(({ code }) => code !== 'provisional-weights' && code !== 'unofficial-formulas')
    .map(({ severity, code, place }) => `${severity} ${code} ${place}`);
};
const at = (copy: Loose, list: string, index: number): Loose => copy[list]?.[index] as Loose;

describe('what a check finds, with its place', () => {
  it.each<[string, (copy: Loose) => void, string[]]>([
    [
      'a missing direction',
      (copy) => delete at(copy, 'indicators', 3).direction,
      ['error missing-member indicators[3].direction'],
    ],
    [
      'a wrong direction',
      (copy) => Object.assign(at(copy, 'indicators', 3), { direction: 'up' }),
      ['error wrong-value indicators[3].direction'],
    ],
    [
      'an unknown member',
      (copy) => Object.assign(at(copy, 'indicators', 3), { wieght: 1 }),
      ['error unknown-member indicators[3].wieght'],
    ],
    [
      'weights of the dimensions that do not add up',
      (copy) => Object.assign(at(copy, 'dimensions', 0), { weight: 0.3 }),
      ['error weight-sum dimensions'],
    ],
    [
      'a multiplier of 0',
      (copy) => Object.assign(at(copy, 'indicators', 0).weight ?? {}, { multiplier: 0 }),
      ['error wrong-value indicators[0].weight.multiplier'],
    ],
    [
      'an unknown input',
      (copy) => Object.assign(at(copy, 'indicators', 0), { expression: 'empoyees' }),
      ['error unknown-input indicators[0].expression'],
    ],
    [
      'a formula that does not parse',
      (copy) => Object.assign(at(copy, 'indicators', 1), { expression: 'rd_fte / (employees' }),
      ['error broken-formula indicators[1].expression'],
    ],
    [
      'another indicator in a formula',
      (copy) => Object.assign(at(copy, 'indicators', 0), { expression: "indicator('1.2') * 2" }),
      ['error unusable-name indicators[0].expression'],
    ],
    [
      'a hierarchy that runs in a circle',
      (copy) => {
        Object.assign(at(copy, 'indicators', 0), { dimension: '1.2' });
        Object.assign(at(copy, 'indicators', 1), { dimension: '1.1' });
      },
      [
        'error unknown-dimension indicators[0].dimension',
        'error unknown-dimension indicators[1].dimension',
        'error hierarchy-cycle indicators[0].dimension',
      ],
    ],
    [
      'an indicator that is its own dimension',
      (copy) => Object.assign(at(copy, 'indicators', 0), { dimension: '1.1' }),
      ['error unknown-dimension indicators[0].dimension', 'error hierarchy-cycle indicators[0].dimension'],
    ],
    [
      'dimensions that stand under each other',
      (copy) => {
        Object.assign(at(copy, 'dimensions', 0), { parent: '2' });
        Object.assign(at(copy, 'dimensions', 1), { parent: '1' });
      },
      [
        'error unknown-member dimensions[0].parent',
        'error unknown-member dimensions[1].parent',
        'error hierarchy-cycle dimensions[0].parent',
      ],
    ],
    [
      'an expert score in a quantitative formula',
      (copy) => Object.assign(at(copy, 'indicators', 0), { expression: 'expert_score_compliance * 2' }),
      ['error score-in-formula indicators[0].expression'],
    ],
    [
      'an expert-score indicator that reads a filed input',
      (copy) => Object.assign(at(copy, 'indicators', 9), { expression: 'employees' }),
      ['error not-a-score indicators[9].expression'],
    ],
    [
      'an expert score that is filed under another code',
      (copy) => Object.assign(at(copy, 'indicators', 9), { expression: 'expert_score_compliance' }),
      ['warning score-under-other-code indicators[9].code', 'warning same-formula indicators[44].expression'],
    ],
    [
      'one fact that counts twice',
      (copy) => Object.assign(at(copy, 'indicators', 6), { expression: 'tech_smes_registered' }),
      ['warning same-formula indicators[7].expression'],
    ],
    [
      'a denominator without a condition',
      (copy) => Object.assign(at(copy, 'indicators', 1), { notComputableWhen: [] }),
      ['warning unguarded-denominator indicators[1].notComputableWhen'],
    ],
    [
      'a successor that contradicts itself',
      (copy) =>
        Object.assign(copy, {
          successor: {
            id: 'next',
            indicators: [
              { kind: 'removed', former: ['1.1'], becomes: '1.1', reason: { zh: '无', en: 'none' } },
              { kind: 'merged', former: ['9.9', '1.2'], becomes: '1.1', reason: { zh: '无', en: 'none' } },
            ],
          },
        }),
      [
        'error wrong-successor successor.indicators[0]',
        'error wrong-successor successor.indicators[1]',
        'error wrong-successor successor.indicators[1]',
      ],
    ],
  ])('%s', (_what, change, expected) => {
    expect(findings(change)).toEqual(expected);
  });

  it('all at once: a wrong shape hides neither weights nor formulas', () => {
    const found = findings((copy) => {
      delete at(copy, 'indicators', 3).direction;
      Object.assign(at(copy, 'dimensions', 0), { weight: 0.3 });
      Object.assign(at(copy, 'indicators', 0), { expression: 'empoyees' });
    });
    expect(found.map((line) => line.split(' ')[1]).sort()).toEqual([
      'missing-member',
      'unknown-input',
      'weight-sum',
    ]);
  });

  it('says it in both languages and names the indicator', () => {
    const copy = structuredClone(anEdition().document) as unknown as Loose;
    delete at(copy, 'indicators', 3).direction;
    expect(checkEdition(copy, PARK_INPUTS).findings[0]).toEqual({
      severity: 'error',
      code: 'missing-member',
      place: 'indicators[3].direction',
      subject: '1.4',
      message: {
        zh: '缺少此项，应为 higher-is-better、lower-is-better 之一',
        en: 'is missing; it must be one of higher-is-better, lower-is-better',
      },
    });
  });

  it.each([null, 7, 'text', [], {}])('%j is no edition, and nothing is thrown', (document) => {
    const { edition, findings: found } = checkEdition(document, PARK_INPUTS);
    expect(edition).toBeNull();
    expect(found[0]?.severity).toBe('error');
  });
});

describe('what comes with the program', () => {
  it.each(['most-2021', 'most-2021-literal-product'])('%s is usable and says what is provisional', (id) => {
    const { edition, findings: found } = checkEdition(anEdition(id).document, PARK_INPUTS);
    expect(edition).not.toBeNull();
    expect(new Set(found.map(({ severity }) => severity))).toEqual(new Set(['notice']));
    expect(found.find(({ code }) => code === 'provisional-weights')?.message.en).toContain(
      '44 of 46 multipliers',
    );
  });

  it('the example says that it is synthetic', () => {
    const found = checkEdition(exampleEdition('synthetic-former')?.document, PARK_INPUTS).findings;
    expect(found.map(({ code }) => code)).toContain('synthetic');
    expect(found.every(({ severity }) => severity === 'notice')).toBe(true);
  });
});
