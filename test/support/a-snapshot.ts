import type { IndicatorValue, ParkInputs } from '../../shared/domain/indicators/indicator-value.ts';
import { rank } from '../../shared/domain/ranking/rank.ts';
import type {
  RankingInput,
  RankingSnapshot,
  RegisteredPark,
  ScoredReturn,
} from '../../shared/domain/ranking/ranking.ts';
import { allAt, anEdition, aPark, aRankingInput, aReturn } from './ranking-input.ts';

/** A park of a hand-made snapshot; every quantitative indicator is `at` (default 0) but those in `values`. */
export interface SnapshotPark {
  readonly id: string;
  readonly at?: number;
  readonly values?: Record<string, number | IndicatorValue>;
  readonly inputs?: ParkInputs;
  readonly priors?: ParkInputs;
  readonly registered?: Partial<RegisteredPark>;
  readonly filed?: Partial<ScoredReturn>;
}

/** A snapshot with the result that `rank` gives: consistent, whatever the input. `over` changes the ranking's input. */
export const aSnapshot = (
  parks: readonly SnapshotPark[],
  over: Partial<RankingInput> = {},
  about: Partial<Omit<RankingSnapshot, 'input' | 'result' | 'methodology'>> = {},
): RankingSnapshot => {
  const edition = anEdition(over.methodology?.id);
  const input = aRankingInput(
    parks.map(({ id, at = 0, values = {}, filed = {} }) => aReturn(id, allAt(edition, at, values), filed)),
    { register: parks.map(({ id, registered = {} }) => aPark(id, registered)), ...over },
  );
  return {
    format: 'gaoxin-ranking@1',
    cycle: input.cycle,
    revision: 1,
    previousRevision: null,
    previousHash: null,
    occurredAt: '2021-04-01T00:00:00.000Z',
    provisional: true,
    methodology: { ...input.methodology, weights: edition.document.weights.status },
    cause: { kind: 'returns-accepted', submissions: [] },
    inputHash: '0'.repeat(64),
    input,
    result: rank(edition, input),
    basis: Object.fromEntries(parks.map(({ id, inputs = {}, priors = {} }) => [id, { inputs, priors }])),
    change: { movements: [], entered: parks.map(({ id }) => id), left: [] },
    ...about,
  };
};
