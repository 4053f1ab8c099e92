import { describe, expect, it } from 'vitest';
import { diffEditions } from '../../../shared/domain/methodology/diff-editions.ts';
import { neededLevel } from '../../../shared/domain/methodology/edition-difference.ts';
import type { EditionDocument } from '../../../shared/domain/methodology/edition-document.ts';
import {
  compareVersions,
  isEnough,
  nextVersion,
  raisedLevel,
  sortableVersion,
} from '../../../shared/domain/methodology/edition-version.ts';
import { anEdition } from '../../support/ranking-input.ts';

const { document } = anEdition();
const changed = (change: (copy: EditionDocument) => void): EditionDocument => {
  const copy = structuredClone(document);
  change(copy);
  return copy;
};
const indicator = (copy: EditionDocument, code: string) => {
  const found = copy.indicators.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no ${code}`);
  return found;
};

describe('differences of two editions in words', () => {
  it('are none between an edition and itself', () => {
    expect(diffEditions(document, document)).toEqual([]);
    expect(neededLevel([])).toBeNull();
  });

  it.each<[string, (copy: EditionDocument) => void, string, string, string]>([
    [
      'a multiplier',
      (copy) => {
        indicator(copy, '4.7').weight.multiplier = 2;
      },
      'minor',
      'multiplier of 4.7: 1 → 2 (effective weight 2.14286% → 3.75%)',
      '4.7 赋权 1 → 2（有效权重 2.14286% → 3.75%）',
    ],
    [
      'a formula',
      (copy) => {
        indicator(copy, '3.8').expression = 'disposable_fiscal_resources / 2';
      },
      'major',
      'formula of 3.8: disposable_fiscal_resources → disposable_fiscal_resources / 2',
      '3.8 公式 disposable_fiscal_resources → disposable_fiscal_resources / 2',
    ],
    [
      'a direction',
      (copy) => {
        indicator(copy, '3.8').direction = 'lower-is-better';
      },
      'major',
      'direction of 3.8: higher-is-better → lower-is-better',
      '3.8 方向 higher-is-better → lower-is-better',
    ],
    [
      'the rule of weights',
      (copy) => {
        copy.weights.rule = 'literal-product';
      },
      'minor',
      'rule of weights: "within-dimension" → "literal-product"',
      '权重规则 "within-dimension" → "literal-product"',
    ],
    [
      'a name',
      (copy) => {
        indicator(copy, '3.8').name = { zh: '可支配财力', en: 'Fiscal resources' };
      },
      'patch',
      '3.8 renamed: Disposable fiscal resources this year → Fiscal resources',
      '3.8 更名：当年可支配财力 → 可支配财力',
    ],
    [
      'a title',
      (copy) => {
        copy.title = { zh: '新标题', en: 'new title' };
      },
      'patch',
      'title, provenance or notes differ',
      '标题、出处或说明有改动',
    ],
  ])('%s', (_what, change, level, en, zh) => {
    const [difference] = diffEditions(document, changed(change)).filter(
      ({ kind }) => kind !== 'effective-weight',
    );
    expect(difference).toMatchObject({ level, words: { en, zh } });
  });

  it('names what is removed, added and renumbered', () => {
    const next = changed((copy) => {
      copy.indicators.splice(copy.indicators.indexOf(indicator(copy, '4.1')), 1);
      indicator(copy, '4.7').code = '4.8';
      copy.indicators.push({
        ...indicator(copy, '5.1'),
        code: '5.11',
        name: { zh: '新指标', en: 'New one' },
        expression: 'employees',
      });
    });
    const found = diffEditions(document, next);
    expect(found.filter(({ kind }) => kind === 'removed').map(({ words }) => words.zh)).toEqual([
      '取消 4.1 设立境外研发机构的内资控股企业数',
    ]);
    expect(found.filter(({ kind }) => kind === 'added').map(({ words }) => words.en)).toEqual([
      'added: 5.11 New one',
    ]);
    expect(found.filter(({ kind }) => kind === 'renumbered').map(({ words }) => words.zh)).toEqual([
      '4.7 从业人员中外籍常驻人员和留学归国人员占比 改为 4.8',
    ]);
    expect(neededLevel(found)).toBe('major');
  });
});

describe('versions', () => {
  it('compare by number, not by text', () => {
    const versions = ['2.0.0', '1.10.0', '1.9.9', '1.10.1'];
    const sorted = ['1.9.9', '1.10.0', '1.10.1', '2.0.0'];
    expect(versions.toSorted(compareVersions)).toEqual(sorted);
    expect(versions.toSorted((a, b) => (sortableVersion(a) < sortableVersion(b) ? -1 : 1))).toEqual(sorted);
  });
  it('tell what they raise', () => {
    expect(raisedLevel('1.4.2', '2.0.0')).toBe('major');
    expect(raisedLevel('1.4.2', '1.5.0')).toBe('minor');
    expect(raisedLevel('1.4.2', '1.4.3')).toBe('patch');
    expect(raisedLevel('1.4.2', '1.4.2')).toBeNull();
    expect(raisedLevel('1.4.2', '1.3.9')).toBeNull();
  });
  it('have a next one for each level', () => {
    expect((['major', 'minor', 'patch'] as const).map((level) => nextVersion('1.4.2', level))).toEqual([
      '2.0.0',
      '1.5.0',
      '1.4.3',
    ]);
  });
  it('raise enough or not', () => {
    expect(isEnough('minor', 'major')).toBe(false);
    expect(isEnough('major', 'patch')).toBe(true);
    expect(isEnough('patch', null)).toBe(true);
  });
});
