import { gainTogether, type IndicatorDiagnosis } from '../../shared/domain/diagnosis/diagnose.ts';
import { describeInput } from '../../shared/domain/diagnosis/input-changes.ts';
import type { tacticsFor } from '../../shared/domain/diagnosis/tactics.ts';
import type { Edition } from '../../shared/domain/methodology/edition.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { ParkInterval } from './rank-interval.ts';

/** What there is to say of a park's targets. */
export interface DiagnosisDocument {
  readonly park: {
    readonly park: string;
    readonly name: string;
    readonly rank: number;
    readonly of: number;
    readonly score: number;
    readonly reopened: boolean;
  };
  readonly interval: ParkInterval | null;
  readonly to: string;
  readonly boundsMove: boolean;
  readonly indicators: readonly ReturnType<typeof answerFor>[];
  readonly mostPlaces: readonly string[];
  readonly together: ReturnType<typeof togetherOf> | null;
  readonly tactics: ReturnType<typeof tacticsFor> | null;
}

/** One indicator, with the inputs that it takes described. */
export const answerFor = ({ indicator, inputs, ...diagnosis }: IndicatorDiagnosis) => {
  const { code, dimension, name, unit, direction, nature, kind } = indicator;
  return {
    code,
    dimension,
    name,
    unit,
    direction,
    nature,
    kind,
    ...diagnosis,
    inputs: inputs.map((change) => {
      const { label, unit: inUnit, fields } = describeInput(change.input);
      return { ...change, label, unit: inUnit, fields };
    }),
  };
};

/** Codes of the indicators that gain something, most places first. */
export const byPlaces = (diagnoses: readonly IndicatorDiagnosis[]): string[] =>
  diagnoses
    .filter(({ gain }) => gain !== null)
    .toSorted((a, b) => (b.gain?.places ?? 0) - (a.gain?.places ?? 0))
    .map(({ indicator }) => indicator.code);

/** What reaching several targets at once buys. */
export const togetherOf = (
  edition: Edition,
  snapshot: RankingSnapshot,
  park: string,
  diagnoses: readonly IndicatorDiagnosis[],
) => {
  const { score, places, rank } = gainTogether(edition, snapshot, park, diagnoses);
  return { indicators: diagnoses.map(({ indicator }) => indicator.code), score, places, rank };
};
