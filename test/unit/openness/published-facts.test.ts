import { describe, expect, it } from 'vitest';
import { population } from '../../../cli/sample/population.ts';
import { seededStreams } from '../../../cli/sample/random.ts';
import { publishedCounts } from '../../../shared/domain/openness/published-facts.ts';
import { shippedRegister } from '../../../shared/domain/ranking/register.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';

describe('the published openness distribution', () => {
  it('is exactly that of the demo’s population: 35, 108, 7 and 87 of 169', () => {
    const { returns } = population({
      register: shippedRegister(),
      parks: 169,
      cycle: '2021',
      randomOf: seededStreams('1'),
    });
    const snapshot = aSnapshot(returns.map(({ park, inputs }) => ({ id: park.id, inputs })));
    expect(publishedCounts(snapshot).map(({ counted }) => counted)).toEqual(
      [35, 108, 7, 87].map((parks) => ({ parks, of: 169 })),
    );
  });

  it('stands beside counts of any other, strictly compared', () => {
    const staffed = (foreign: number, returnees: number) => ({
      employees: '1000',
      staff_foreign_resident: String(foreign),
      staff_returnees: String(returnees),
    });
    // Together 1 %, 1.1 %, 0.5 %, 0.4 %; foreign 0.1 %, 1.1 %, 0 %, 0.05 %.
    const snapshot = aSnapshot([
      { id: 'P001', inputs: staffed(1, 9) },
      { id: 'P002', inputs: staffed(11, 0) },
      { id: 'P003', inputs: staffed(0, 5) },
      { id: 'P004', inputs: { employees: '2000', staff_foreign_resident: '1', staff_returnees: '7' } },
      { id: 'P005', inputs: { employees: '0', staff_foreign_resident: '1', staff_returnees: '7' } },
    ]);
    expect(publishedCounts(snapshot)).toMatchObject([
      {
        id: 'openness-above-1',
        published: { parks: 35, of: 169, dataYear: 2019 },
        counted: { parks: 1, of: 4 },
      },
      { id: 'openness-below-0.5', published: { parks: 108 }, counted: { parks: 1, of: 4 } },
      { id: 'foreign-above-1', published: { parks: 7 }, counted: { parks: 1, of: 4 } },
      { id: 'foreign-below-0.1', published: { parks: 87 }, counted: { parks: 2, of: 4 } },
    ]);
  });
});
