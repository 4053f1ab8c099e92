import type { Aggregation } from '../../shared/domain/composites/aggregate-nodes.ts';
import type { CompositeMethod } from '../../shared/domain/composites/composite-method.ts';
import type { MissingPolicy } from '../../shared/domain/composites/missing-policy.ts';
import {
  type Normalisation,
  normalisationForms,
  parseDecimal,
  parseNormalisation,
} from '../../shared/domain/composites/normalisation.ts';
import { customaryTiePrecision } from '../../shared/domain/composites/tied-ranks.ts';
import { customaryOutlierRule } from '../../shared/domain/composites/treat-outliers.ts';
import { type Mean, parseMean } from '../../shared/domain/composites/weighted-mean.ts';
import { CannotDo } from '../terminal/context.ts';

/** Flags of `gaoxin index` as they are given. */
export interface IndexOptions {
  readonly meta?: string;
  readonly denominate?: boolean;
  readonly impute?: string;
  readonly screen?: string;
  readonly treat: string;
  readonly normalise: string;
  readonly missing: string;
  readonly aggregate: string;
  readonly weights?: string;
  readonly availability?: string;
}

/** @throws {CannotDo} for a flag's value that is none of those it takes */
export const methodOf = (options: IndexOptions): CompositeMethod => ({
  denominate: options.denominate === true,
  imputeBy: options.impute ?? null,
  leastData: options.screen === undefined ? null : shareOf('--screen', options.screen),
  outliers: treatmentOf(options.treat) === 'none' ? null : customaryOutlierRule,
  normalisation: normalisationOf(options.normalise),
  missing: missingOf(options.missing),
  aggregation: aggregationOf(options.aggregate, options.availability),
  ties: customaryTiePrecision,
});

const refuse = (flag: string, given: string, accepted: string): CannotDo =>
  new CannotDo({
    zh: `${flag} 的取值“${given}”有误，应为：${accepted}。`,
    en: `${flag} cannot be “${given}”; it takes ${accepted}.`,
  });

const shareOf = (flag: string, given: string): number => {
  const share = parseDecimal(given);
  if (share >= 0 && share <= 1) return share;
  throw refuse(flag, given, '0–1');
};

const treatmentOf = (given: string): 'none' | 'winsorise-log' => {
  if (given === 'none' || given === 'winsorise-log') return given;
  throw refuse('--treat', given, 'none, winsorise-log');
};

const normalisationOf = (given: string): Normalisation => {
  const normalisation = parseNormalisation(given);
  if (normalisation !== null) return normalisation;
  throw refuse('--normalise', given, normalisationForms.join(', '));
};

const policies: readonly MissingPolicy[] = ['rescale', 'lowest', 'forbid'];

const missingOf = (given: string): MissingPolicy => {
  const policy = policies.find((known) => known === given);
  if (policy !== undefined) return policy;
  throw refuse('--missing', given, policies.join(', '));
};

/** MEAN[,MEAN…] by level from the lowest; NODE=MEAN for a node of its own. */
const aggregationOf = (given: string, availability: string | undefined): Aggregation => {
  const meanIn = (text: string): Mean => {
    const mean = parseMean(text);
    if (mean !== null) return mean;
    throw refuse('--aggregate', text, 'arithmetic, geometric, harmonic, power:P, NODE=MEAN');
  };
  const parts = given.split(',').map((part) => part.trim());
  const ofNodes = parts.filter((part) => part.includes('='));
  const means = parts.filter((part) => !part.includes('=')).map(meanIn);
  return {
    means: means.length === 0 ? [{ kind: 'arithmetic' }] : means,
    nodeMeans: new Map(
      ofNodes.map((part) => {
        const at = part.lastIndexOf('=');
        return [part.slice(0, at), meanIn(part.slice(at + 1))];
      }),
    ),
    leastShare: availability === undefined ? 0 : shareOf('--availability', availability),
  };
};
