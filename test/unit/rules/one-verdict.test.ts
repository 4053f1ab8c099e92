import { describe, expect, test } from 'vitest';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import type { ReturnContent, WrittenValue } from '../../../shared/adapters/writers/return-content.ts';
import { writeReturn } from '../../../shared/adapters/writers/write-return.ts';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import { aCheckContext, VALID_INPUTS, VALID_PREVIOUS } from '../../support/a-filed-return.ts';

const FORMATS = ['xlsx', 'csv', 'json'] as const;

const checkAs = async (
  format: (typeof FORMATS)[number],
  own: Readonly<Record<string, WrittenValue>>,
  explanations: NonNullable<ReturnContent['explanations']> = [],
) => {
  const inputs = Object.entries({ ...VALID_INPUTS, ...own });
  const bytes = await writeReturn(format, {
    cycle: '2021',
    park: 'P021',
    template: 'gx46-2021@1',
    inputs: new Map(inputs.map(([code, value]) => [code, { value, previous: VALID_PREVIOUS[code] ?? null }])),
    ...(explanations.length > 0 ? { explanations } : {}),
  });
  return checkReturn(await readReturn({ name: '年报', bytes }), aCheckContext());
};

describe.each(FORMATS)('a real file: %s', (format) => {
  test('a valid return is accepted, with the same inputs', async () => {
    const { report, inputs } = await checkAs(format, {});
    expect(report.findings).toEqual([]);
    expect(inputs).toEqual(
      Object.fromEntries(Object.entries(VALID_INPUTS).map(([code, value]) => [code, String(value)])),
    );
  });

  test('defects are found, each at a cell that holds what was written', async () => {
    const { report } = await checkAs(format, {
      employees: '５７，４６０',
      house_price: '不适用',
      schools: '约20所',
      hospitals: null,
      city_gdp: 3000000,
    });
    expect(report.findings.map(({ rule, cells }) => [rule, cells.map(({ raw }) => raw)])).toEqual([
      ['R-T-009', ['约20所']],
      ['R-T-010', [expect.any(String)]],
      ['R-A-005', ['2100000', '3000000']],
    ]);
    expect(report.verdict).toBe('rejected');
  });

  test('an explanation in the file covers its query', async () => {
    const defect = { city_gdp: 3000000 };
    const [finding] = (await checkAs(format, defect)).report.findings;
    const explanation = { finding: finding?.fingerprint ?? '', reason: '口径', text: '按区一级 GDP' };
    expect((await checkAs(format, defect, [explanation])).report.verdict).toBe('accepted');
  });
});

test('the fingerprints do not depend on the format', async () => {
  const reports = await Promise.all(
    FORMATS.map((format) => checkAs(format, { city_gdp: 3000000, exports: 0, schools: -1, hospitals: null })),
  );
  const [first, ...others] = reports.map(({ report }) =>
    report.findings.map(({ rule, fingerprint }) => `${rule} ${fingerprint}`).sort(),
  );
  expect(first?.length).toBeGreaterThan(3);
  for (const other of others) expect(other).toEqual(first);
});
