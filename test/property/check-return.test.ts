import fc from 'fast-check';
import { expect, test } from 'vitest';
import parkInputs from '../../shared/data/park-inputs-2021.json' with { type: 'json' };
import { checkReturn } from '../../shared/domain/rules/check-return.ts';
import { filedValue } from '../../shared/domain/rules/filed-value.ts';
import { renderMessage } from '../../shared/domain/rules/render-message.ts';
import { aCheckContext, aFiledReturn, type Entry, type ReturnOptions } from '../support/a-filed-return.ts';

const check = (options: ReturnOptions) =>
  checkReturn({ kind: 'read', filed: aFiledReturn(options) }, aCheckContext()).report;

const codes = parkInputs.map(({ code }) => code);

const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc.constantFrom<Entry>(
    null,
    0,
    -1,
    '不适用',
    'N/A',
    '约5万',
    '１，２３４',
    '#DIV/0!',
    { formula: null },
    1e12,
    0.5,
  ),
  fc.integer({ min: -1000, max: 100_000_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ maxLength: 12 }),
);
const some = fc.dictionary(fc.constantFrom(...codes), entry, { maxKeys: 8, noNullPrototype: true });

test('moving rows changes cells, but neither fingerprints, parameters nor the verdict', () => {
  fc.assert(
    fc.property(
      some,
      some,
      fc.shuffledSubarray(codes, { minLength: codes.length }),
      fc.integer({ min: 1, max: 40 }),
      (inputs, previous, order, firstRow) => {
        const before = check({ inputs, previous });
        const after = check({ inputs, previous, order, firstRow });
        const identity = (report: typeof before) =>
          report.findings
            .filter(({ rule }) => rule !== 'R-F-005')
            .map(({ rule, fingerprint, parameters }) => JSON.stringify([rule, fingerprint, parameters]))
            .sort();
        expect(after.verdict).toBe(before.verdict);
        expect(after.counts).toEqual(before.counts);
        expect(identity(after)).toEqual(identity(before));
        const fingerprints = (report: typeof before) => report.findings.map((one) => one.fingerprint).sort();
        expect(fingerprints(after)).toEqual(fingerprints(before));
      },
    ),
    { numRuns: 150 },
  );
});

test('whatever the cells hold, every finding has a place, an own fingerprint and whole messages', () => {
  fc.assert(
    fc.property(some, some, (inputs, previous) => {
      const { findings, rules, counts } = check({ inputs, previous });
      expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
      expect(findings.length).toBe(counts.reject + counts.mandatory + counts.query + counts.notice);
      for (const { rule, cells, parameters } of findings) {
        expect(cells.length, rule).toBeGreaterThan(0);
        const text = rules[rule];
        for (const locale of ['zh', 'en'] as const) {
          const filed = Object.values(parameters).filter((value) => typeof value === 'string');
          let message = renderMessage(text?.message ?? { zh: '{', en: '{' }, parameters, locale);
          for (const value of filed) message = message.replaceAll(String(value), '');
          expect(message, rule).not.toMatch(/[{}]|undefined|NaN|\[object|\d\.?\d*e[+-]\d/);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('the same file gives the same report, byte for byte', () => {
  fc.assert(
    fc.property(some, (inputs) => {
      expect(JSON.stringify(check({ inputs }))).toBe(JSON.stringify(check({ inputs })));
    }),
    { numRuns: 30 },
  );
});

test('a double written with 17 digits stands for the decimal that was typed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -(10 ** 12), max: 10 ** 12 }),
      fc.integer({ min: 0, max: 3 }),
      (units, decimals) => {
        const typed = String(units / 10 ** decimals);
        const dumped = Number(typed).toPrecision(17);
        expect(filedValue({ raw: dumped, stored: 'number' })).toEqual(
          filedValue({ raw: typed, stored: 'text' }),
        );
      },
    ),
  );
});
