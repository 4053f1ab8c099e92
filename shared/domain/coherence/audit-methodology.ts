import type { Edition } from '../methodology/edition.ts';
import type { RankingInput } from '../ranking/ranking.ts';
import { scoreInput } from '../scenarios/score-input.ts';
import { dimensionTotals } from '../scoring/score-units.ts';
import { pearson } from './correlation.ts';
import {
  type CorrelationMatrix,
  correlationMatrix,
  type FlaggedPair,
  flagsOf,
  meanCorrelation,
} from './correlation-matrix.ts';
import { type Influence, influences } from './influence.ts';
import { type ItemReliability, itemReliabilities, type Reliability, reliability } from './reliability.ts';

/** Below this share of the variance on a line and on a curve, an indicator hardly moves the score. */
export const QUIET = 0.01;

export interface AuditedItem extends ItemReliability {
  readonly code: string;
  /** Correlation with the dimension's score, of which it is part. */
  readonly withDimension: number | null;
  readonly withScore: number | null;
}

export interface AuditedDimension extends Reliability {
  readonly code: string;
  /** Mean of the correlations between its indicators. */
  readonly meanCorrelation: number | null;
  readonly parts: readonly AuditedItem[];
}

export interface MethodologyAudit {
  readonly parks: number;
  readonly indicators: CorrelationMatrix;
  /** Of the dimension scores. */
  readonly dimensionScores: CorrelationMatrix;
  /** Redundant pairs first, each kind from the strongest down. */
  readonly flags: readonly FlaggedPair[];
  readonly dimensions: readonly AuditedDimension[];
  readonly influence: {
    readonly indicators: readonly Influence[];
    readonly dimensions: readonly Influence[];
  };
  /** Not in the ranking at all: not computable for any park. */
  readonly out: readonly string[];
  /** All parks score the same. */
  readonly silent: readonly string[];
  /** They differ, but the score hardly follows. */
  readonly quiet: readonly string[];
}

/**
 * Whether the indicators hang together as the methodology says: an audit on the scores of one ranking, on which more is
 * better. Correlations and reliability leave out what is not computable, pair by pair and dimension by dimension; the
 * influence is that of the scores as they were added up.
 *
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 4; influence: Paruolo, Saisana and Saltelli
 * (2013), see `mainEffect`.
 *
 * @throws Error when the input contradicts itself or asks for another edition
 */
export const auditMethodology = (edition: Edition, input: RankingInput): MethodologyAudit => {
  const { collected, scored, scores } = scoreInput(edition, input);
  const { indicators, dimensions } = edition.document;
  const items = scored.in.map(({ code, dimension, scores: column }, index) => {
    const values = collected.values[indicators.findIndex((indicator) => indicator.code === code)] ?? [];
    const computed = column.map((score, unit) => {
      const value = values[unit];
      return value !== undefined && 'value' in value ? score : Number.NaN;
    });
    return { code, dimension, column, computed, weight: scored.task.weights[index] ?? 0 };
  });
  const totals = dimensionTotals(scored.task);
  const whole = totals.reduce((sum, total) => sum + total, 0);
  const groups = dimensions.flatMap(({ code }, at) => {
    const own = items.filter(({ dimension }) => dimension === at);
    const column = scored.units.dimensionScores[at];
    return own.length === 0 || column === undefined
      ? []
      : [{ code, own, column, weight: (totals[at] ?? 0) / whole }];
  });
  const matrix = correlationMatrix(items.map(({ code, computed }) => ({ code, column: computed })));
  const influence = influences(
    items.map(({ code, column, weight }) => ({ code, column, weight: weight / whole })),
    scores,
  );
  const silent = items.filter(({ column }) => isFlat(column)).map(({ code }) => code);
  return {
    parks: scores.length,
    indicators: matrix,
    dimensionScores: correlationMatrix(groups),
    flags: flagsOf(matrix, new Map(items.map(({ code, dimension }) => [code, dimension]))),
    dimensions: groups.map(({ code, own, column }): AuditedDimension => {
      const computed = own.map((item) => item.computed);
      const parts = itemReliabilities(computed);
      return {
        code,
        ...reliability(computed),
        meanCorrelation: meanCorrelation(
          matrix,
          own.map((item) => item.code),
        ),
        parts: own.map((item, at) => ({
          code: item.code,
          itemRest: parts[at]?.itemRest ?? null,
          alphaWithout: parts[at]?.alphaWithout ?? null,
          withDimension: pearson(item.computed, column).r,
          withScore: pearson(item.computed, scores).r,
        })),
      };
    }),
    influence: { indicators: influence, dimensions: influences(groups, scores) },
    out: indicators.map(({ code }) => code).filter((code) => items.every((item) => item.code !== code)),
    silent,
    quiet: influence
      .filter(({ code, linear, curved }) => {
        const most = Math.max(linear ?? 0, curved ?? 0);
        return most < QUIET && !silent.includes(code);
      })
      .map(({ code }) => code),
  };
};

const isFlat = (column: Float64Array): boolean => {
  const present = column.filter((score) => !Number.isNaN(score));
  return present.every((score) => score === present[0]);
};
