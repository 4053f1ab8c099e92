import type { IndicatorValue, IndicatorValues } from '../../shared/domain/indicators/indicator-value.ts';
import type { Edition } from '../../shared/domain/methodology/edition.ts';
import { shippedEdition } from '../../shared/domain/methodology/shipped-editions.ts';
import type { RankingInput, RegisteredPark, ScoredReturn } from '../../shared/domain/ranking/ranking.ts';

/** A shipped edition that the tests know to exist. */
export const anEdition = (id = 'most-2021'): Edition => {
  const edition = shippedEdition(id);
  if (edition === null) throw new Error(`no edition ${id}`);
  return edition;
};

export const quantitativeCodes = (edition: Edition): string[] =>
  edition.document.indicators.filter(({ kind }) => kind === 'quantitative').map(({ code }) => code);

export const aPark = (id: string, over: Partial<RegisteredPark> = {}): RegisteredPark => ({
  id,
  name: `高新区 ${id}`,
  shortName: id,
  province: '江苏省',
  provinceCode: '32',
  city: '无锡市',
  region: '东部',
  approvedYear: 1992,
  exempt: false,
  innovationZone: null,
  freeTradeZone: null,
  ...over,
});

/** Every quantitative indicator at `value`, but for those given. */
export const allAt = (
  edition: Edition,
  value: number,
  over: Record<string, number | IndicatorValue> = {},
): IndicatorValues =>
  Object.fromEntries<IndicatorValue>(
    quantitativeCodes(edition).map((code) => {
      const own = over[code] ?? value;
      return [code, typeof own === 'number' ? { value: own } : own];
    }),
  );

export const aReturn = (
  park: string,
  values: IndicatorValues,
  over: Partial<ScoredReturn> = {},
): ScoredReturn => ({
  park,
  sha256: park.padEnd(64, '0'),
  submissionId: `S-${park}`,
  values,
  priorSource: 'previous-cycle',
  reopened: false,
  ...over,
});

/** An input in which every return's park is registered, unless a register is given. */
export const aRankingInput = (
  returns: readonly ScoredReturn[],
  over: Partial<RankingInput> = {},
): RankingInput => ({
  cycle: '2021',
  methodology: { id: 'most-2021', version: '1.0.0' },
  register: returns.map(({ park }) => aPark(park)),
  returns,
  expertScores: null,
  frozenBounds: null,
  ...over,
});
