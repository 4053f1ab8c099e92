import { describe, expect, it } from 'vitest';
import formulas from '../../../shared/data/formulas-2021.json' with { type: 'json' };
import methodology from '../../../shared/data/methodology-2021.json' with { type: 'json' };
import { checkEdition } from '../../../shared/domain/methodology/check-edition.ts';
import type { EditionDocument } from '../../../shared/domain/methodology/edition-document.ts';
import { EditionError, loadEdition } from '../../../shared/domain/methodology/load-edition.ts';
import {
  PARK_INPUTS,
  shippedEdition,
  shippedEditionIds,
} from '../../../shared/domain/methodology/shipped-editions.ts';
import { anEdition } from '../../support/ranking-input.ts';

const { document } = anEdition();

describe('most-2021 says what its sources say', () => {
  it('dimensions and indicators, in order', () => {
    expect(document.dimensions.map(({ code, name, weight }) => ({ code, name, weight }))).toEqual(
      methodology.dimensions.map(({ code, name, weight }) => ({ code, name, weight })),
    );
    const facts = document.indicators.map(({ code, dimension, name, unit, direction, kind, nature }) => [
      code,
      dimension,
      name.zh,
      unit.zh,
      direction,
      kind,
      nature,
    ]);
    expect(facts).toEqual(
      methodology.indicators.map(({ code, dimension, name, unit, direction, kind, nature }) => [
        code,
        dimension,
        name,
        unit,
        direction,
        kind,
        nature,
      ]),
    );
    expect(facts).toHaveLength(46);
  });
  it('formulas', () => {
    const own = document.indicators.map(
      ({ code, expression, denominator, notComputableWhen, formulaStatus }) => ({
        code,
        expression,
        denominator,
        notComputableWhen,
        formulaStatus,
      }),
    );
    expect(own).toEqual(
      formulas.indicators.map(({ code, expression, denominator, notComputableWhen, formulaStatus }) => ({
        code,
        expression,
        denominator,
        notComputableWhen,
        formulaStatus,
      })),
    );
  });
  it('reads the inputs that the formulas declare', () => {
    for (const { code, inputs, priorInputs } of formulas.indicators) {
      const formula = anEdition().formulas.get(code);
      expect([...(formula?.inputs ?? [])].sort(), code).toEqual([...inputs].sort());
      expect([...(formula?.priorInputs ?? [])].sort(), code).toEqual([...priorInputs].sort());
    }
  });
  it('weights: official where known, assumed 1.0 elsewhere, and so provisional', () => {
    for (const [index, { weight }] of document.indicators.entries()) {
      const known = methodology.indicators[index]?.weight ?? null;
      expect(weight).toMatchObject(
        known === null ? { multiplier: 1, status: 'assumed' } : { multiplier: known, status: 'official' },
      );
    }
    expect(document.weights.status).toBe('provisional');
    expect(
      document.indicators.filter(({ weight }) => weight.status === 'official').map(({ code }) => code),
    ).toEqual(['1.1', '1.2']);
    expect(document.dimensions.map(({ weightStatus }) => weightStatus)).toEqual([
      'official',
      ...Array(4).fill('unverified'),
    ]);
  });
  it('differs from the literal product in nothing but the weights’ rule and its words', () => {
    const { id, title, weights, ...rest } = anEdition('most-2021-literal-product').document;
    expect({ ...rest, id: document.id, title: document.title, weights: document.weights }).toEqual(document);
    expect([id, title.zh, weights.rule]).toEqual([
      'most-2021-literal-product',
      expect.stringContaining('对照'),
      'literal-product',
    ]);
  });
  it.each(shippedEditionIds())(
    '%s is what a check of its document gives, and nothing is wrong with it',
    (id) => {
      const shipped = anEdition(id);
      const { edition, findings } = checkEdition(shipped.document, PARK_INPUTS);
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(shipped).toEqual(edition);
    },
  );
  it('is found by id', () => {
    expect(shippedEditionIds()).toEqual(['most-2021', 'most-2021-literal-product']);
    expect(shippedEdition('most-1999')).toBeNull();
    expect(shippedEdition('most-2021')).toBe(shippedEdition('most-2021'));
  });
});

describe('a document that cannot be used is refused with the place', () => {
  const broken = (change: (copy: EditionDocument) => void) => (): unknown => {
    const copy = structuredClone(document);
    change(copy);
    return loadEdition(copy, PARK_INPUTS);
  };
  const first = (copy: EditionDocument): EditionDocument['indicators'][0] => {
    const [indicator] = copy.indicators;
    if (indicator === undefined) throw new Error('no indicator');
    return indicator;
  };
  it.each<[string, (copy: EditionDocument) => void, string]>([
    [
      'an unknown input',
      (copy) => {
        first(copy).expression = 'empoyees';
      },
      'indicators[0].expression: there is no input “empoyees”',
    ],
    [
      'an unknown prior',
      (copy) => {
        first(copy).expression = 'prior(x)';
      },
      'there is no input “x”',
    ],
    [
      'a broken formula',
      (copy) => {
        first(copy).expression = 'employees /';
      },
      'indicators[0].expression: column 12: the expression ends too early',
    ],
    [
      'a broken condition',
      (copy) => {
        first(copy).notComputableWhen = ['employees <'];
      },
      'indicators[0].notComputableWhen[0]: column 12',
    ],
    [
      'a row set',
      (copy) => {
        first(copy).expression = 'count(enterprises)';
      },
      '“enterprises” cannot be used',
    ],
    [
      'a missing direction',
      (copy) => {
        Object.assign(first(copy), { direction: undefined });
      },
      'indicators[0].direction',
    ],
    [
      'a code twice',
      (copy) => {
        first(copy).code = '1.2';
      },
      'indicators[1].code: “1.2” occurs twice',
    ],
    [
      'an unknown dimension',
      (copy) => {
        first(copy).dimension = '9';
      },
      'indicators[0].dimension: there is no dimension “9”',
    ],
    [
      'a code of another dimension',
      (copy) => {
        first(copy).code = '2.11';
      },
      '“2.11” does not belong to dimension “1”',
    ],
    [
      'weights that do not add up',
      (copy) => {
        Object.assign(copy.dimensions[0] ?? {}, { weight: 0.3 });
      },
      'dimensions: the weights add up to 1.1',
    ],
    [
      'a weight of 0',
      (copy) => {
        first(copy).weight.multiplier = 0;
      },
      'indicators[0].weight.multiplier',
    ],
    [
      'an empty dimension',
      (copy) => {
        copy.dimensions.push({
          code: '6',
          name: { zh: '六', en: 'six' },
          weight: 0.1,
          weightStatus: 'assumed',
        });
      },
      'no indicator belongs to dimension “6”',
    ],
    [
      'assumed weights called official',
      (copy) => {
        copy.weights.status = 'official';
      },
      'indicators[2].weight.status: an assumed weight',
    ],
    [
      'a version that is none',
      (copy) => {
        copy.version = '1';
      },
      'version',
    ],
    [
      'an unknown member',
      (copy) => {
        Object.assign(copy, { extra: 1 });
      },
      'extra',
    ],
  ])('%s', (_what, change, message) => {
    expect(broken(change)).toThrow(EditionError);
    expect(broken(change)).toThrow(message);
  });
});
