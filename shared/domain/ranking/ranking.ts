import type {
  IndicatorValue,
  IndicatorValues,
  ParkInputs,
  PriorSource,
} from '../indicators/indicator-value.ts';

/** A park as it stands in the register of one cycle. */
export interface RegisteredPark {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly province: string;
  readonly provinceCode: string;
  readonly city: string;
  readonly region: string;
  readonly approvedYear: number | null;
  /** 免评. */
  readonly exempt: boolean;
  /** 国家自主创新示范区 / 自贸试验区; null = not known. */
  readonly innovationZone: boolean | null;
  readonly freeTradeZone: boolean | null;
  /** First day in the register; absent = from the start. */
  readonly from?: string;
  /** Last day in the register; absent = no end in sight. */
  readonly to?: string;
}

/** Indicator values of the return in force of one park. */
export interface ScoredReturn {
  readonly park: string;
  readonly sha256: string;
  readonly submissionId: string;
  /** Without expert scores: those stand in `RankingInput.expertScores`. */
  readonly values: IndicatorValues;
  readonly priorSource: PriorSource;
  /** Reopened: ranked with its old values, marked (design rule 10). */
  readonly reopened: boolean;
}

export interface Bound {
  readonly min: number;
  readonly max: number;
}

export type BoundsSource = 'population' | 'previous-cycle' | 'closed';

/** Everything a ranking depends on; a ranking is a pure function of it (design rule 3). */
export interface RankingInput {
  readonly cycle: string;
  readonly methodology: { readonly id: string; readonly version: string };
  readonly register: readonly RegisteredPark[];
  readonly returns: readonly ScoredReturn[];
  /** Park id → indicator code → score 0–100; null until the ministry's file is in force. */
  readonly expertScores: Readonly<Record<string, Readonly<Record<string, number>>>> | null;
  /** Frozen bounds by indicator code; null = the population's. */
  readonly frozenBounds: {
    readonly source: 'previous-cycle' | 'closed';
    readonly bounds: Readonly<Record<string, Bound>>;
  } | null;
  /** Why parks of the register have no entry in `returns`; those not named here count as not filed. */
  readonly withoutReturn?: readonly { readonly park: string; readonly reason: UnrankedReason }[];
  /** Park id → indicator code → its denominator; needed only where the edition's small-base guard is on. */
  readonly bases?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Why a park of the register that is not exempt has no rank. */
export type UnrankedReason = 'not-filed' | 'not-accepted' | 'withdrawn' | 'not-scored';

/** What must be said beside a number wherever it is shown. */
export type IndicatorMark =
  | 'not-computable-scored-lowest'
  | 'rescaled-first-cycle'
  | 'below-bound'
  | 'above-bound'
  | 'prior-as-filed';

export interface RankedIndicator {
  readonly code: string;
  readonly value: IndicatorValue;
  /** 0–100; null where rescaled away or out for all. */
  readonly score: number | null;
  /** Effective weight for this park; 0 where rescaled away or out for all. */
  readonly weight: number;
  /** weight × score; contributions summed in the edition's indicator order equal the park's score bit for bit. */
  readonly contribution: number;
  readonly marks: readonly IndicatorMark[];
}

export interface RankedPark {
  readonly park: string;
  readonly submissionId: string;
  readonly sha256: string;
  readonly reopened: boolean;
  readonly score: number;
  readonly rank: number;
  /** By dimension code, 0–100; a dimension that is out for all, or rescaled away for the park, is absent. */
  readonly dimensions: Readonly<Record<string, { score: number; rank: number }>>;
  readonly province: { readonly name: string; readonly rank: number; readonly of: number };
  readonly region: { readonly name: string; readonly rank: number; readonly of: number };
  readonly indicators: readonly RankedIndicator[];
}

export interface Unranked {
  readonly park: string;
  readonly reason: 'exempt' | UnrankedReason;
}

export interface RankingResult {
  readonly parks: readonly RankedPark[];
  readonly unranked: readonly Unranked[];
  readonly register: number;
  readonly exempt: number;
  readonly ranked: number;
  /** accepted ÷ non-exempt register. */
  readonly coverage: number;
  /** coverage below 0.8. */
  readonly indicative: boolean;
  readonly indicators: {
    readonly in: number;
    readonly of: number;
    /** Not computable for every ranked park, hence out for all. */
    readonly out: readonly string[];
    /** All ranked parks equal: 0 for all. */
    readonly silent: readonly string[];
  };
  readonly bounds: {
    readonly source: BoundsSource;
    readonly values: Readonly<Record<string, Bound>>;
    /** Codes whose bounds are the population's because the frozen set has none for them. */
    readonly fromPopulation: readonly string[];
  };
  /** What the small-base guard changed; absent where it is off. */
  readonly smallBaseGuard?: readonly SmallBaseEffect[];
}

/** Bounds of one indicator with and without the parks of the smallest denominators. */
export interface SmallBaseEffect {
  readonly code: string;
  /** Parks that did not set the bounds. */
  readonly parks: readonly string[];
  readonly unguarded: Bound;
  readonly guarded: Bound;
}

export interface Movement {
  readonly park: string;
  readonly from: number;
  readonly to: number;
  readonly dimensions: Readonly<Record<string, { from: number; to: number }>>;
}

/** Difference of two rankings of one cycle; empty = nothing to announce. */
export interface RankingChange {
  readonly movements: readonly Movement[];
  readonly entered: readonly string[];
  readonly left: readonly string[];
}

export type CauseKind =
  | 'returns-accepted'
  | 'return-reopened'
  | 'return-withdrawn'
  | 'expert-scores'
  | 'register'
  | 'methodology'
  | 'bounds'
  | 'priors';

/** The snapshot object in the reports bucket: `rankings/{cycle}/{revision}-{sha}.json`, canonical JSON (RFC 8785). */
export interface RankingSnapshot {
  readonly format: 'gaoxin-ranking@1';
  readonly cycle: string;
  readonly revision: number;
  readonly previousRevision: number | null;
  /** Hash of the previous revision's row: the chain of the cycle. */
  readonly previousHash: string | null;
  readonly occurredAt: string;
  readonly provisional: boolean;
  readonly methodology: {
    readonly id: string;
    readonly version: string;
    readonly weights: 'provisional' | 'official';
  };
  readonly cause: { readonly kind: CauseKind; readonly submissions: readonly string[] };
  /** SHA-256 over RFC 8785 JSON of the input's values, without ids and times. */
  readonly inputHash: string;
  readonly input: RankingInput;
  readonly result: RankingResult;
  /**
   * Park id → the park inputs that its indicator values were computed from, this year's and last year's. No part of the
   * input: the values are, and the edition says how they follow.
   */
  readonly basis: Readonly<Record<string, { readonly inputs: ParkInputs; readonly priors: ParkInputs }>>;
  /** Against the last announced revision. */
  readonly change: RankingChange;
}
