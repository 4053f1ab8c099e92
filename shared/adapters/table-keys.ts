import { sortableVersion } from '../domain/methodology/edition-version.ts';

const versionOf = (version: string): string => (version === '' ? '' : `#${version}`);

/**
 * Key templates of the one DynamoDB table, all in one place. `pk` groups what is read together with strong
 * consistency; nothing on the upload path writes to a partition that other parks' uploads write to, except the
 * cycle's indicator values (one item per park, never a shared item).
 */
export const tableKeys = {
  /** Definition and life-cycle of a cycle. */
  cycle: (cycle: string) => ({ pk: `CYCLE#${cycle}`, sk: 'CYCLE' }),
  /** Head of the ranking; written under an optimistic lock by ranking and publishing only. */
  rankingHead: (cycle: string) => ({ pk: `CYCLE#${cycle}`, sk: 'HEAD' }),
  /** A later ranking that was asked for; apart from the head, so that asking never disturbs a commit. */
  rankingWake: (cycle: string) => ({ pk: `CYCLE#${cycle}`, sk: 'WAKE' }),
  /** Claim of the one opening that may write the register and priors of a cycle that does not exist yet. */
  cycleOpening: (cycle: string) => ({ pk: `CYCLE#${cycle}`, sk: 'OPENING' }),
  /** Rules that are switched off. */
  packPatch: (cycle: string) => ({ pk: `CYCLE#${cycle}`, sk: 'RULE-PACK' }),
  /** Where the review list of a cycle lies, and what it rests on. */
  reviewHead: (cycle: string) => ({ pk: `CYCLE#${cycle}#REVIEW`, sk: 'HEAD' }),
  publication: (cycle: string) => ({ pk: `CYCLE#${cycle}`, sk: 'PUBLICATION' }),
  /** There once the cycle is published; of several, so that what checks them does not meet on one row. */
  publicationGate: (cycle: string, gate: string) => ({ pk: `CYCLE#${cycle}#GATE#${gate}`, sk: 'PUBLISHED' }),
  /** Frozen bounds: `previous-cycle` copied at opening, `closed` computed at close. */
  bounds: (cycle: string, source: 'previous-cycle' | 'closed') => ({
    pk: `CYCLE#${cycle}`,
    sk: `BOUNDS#${source}`,
  }),
  /** A park of the register that the cycle was opened with, or of a later one (`version`: its submission). */
  registeredPark: (cycle: string, park: string, version = '') => ({
    pk: `CYCLE#${cycle}#REGISTER${versionOf(version)}`,
    sk: `PARK#${park}`,
  }),
  /** The file whose register is in force; absent = that of the opening. */
  registerInForce: (cycle: string) => ({ pk: `CYCLE#${cycle}#REGISTER-IN-FORCE`, sk: 'FILE' }),
  /** Last year's accepted inputs: frozen at opening, or of a file of the ministry (`version`: its submission). */
  priors: (cycle: string, park: string, version = '') => ({
    pk: `CYCLE#${cycle}#PRIORS${versionOf(version)}`,
    sk: `PARK#${park}`,
  }),
  /** The file of last year's values that is in force. */
  priorsInForce: (cycle: string) => ({ pk: `CYCLE#${cycle}#PRIORS-IN-FORCE`, sk: 'FILE' }),
  /** Amended values of last year that count in this cycle. */
  priorsAmended: (cycle: string) => ({ pk: `CYCLE#${cycle}#PRIORS-IN-FORCE`, sk: 'AMENDED' }),
  /** One amendment of last year's values, whether it counts yet or not. */
  amendment: (cycle: string, number: number) => ({
    pk: `CYCLE#${cycle}#AMENDMENTS`,
    sk: `AMENDMENT#${String(number).padStart(6, '0')}`,
  }),
  /** All indicator values of a cycle share one partition (design rule 4). */
  indicatorValues: (cycle: string, park: string) => ({ pk: `CYCLE#${cycle}#INDICATORS`, sk: `PARK#${park}` }),
  expertScores: (cycle: string) => ({ pk: `CYCLE#${cycle}#INDICATORS`, sk: 'EXPERT-SCORES' }),
  revision: (cycle: string, revision: number) => ({
    pk: `CYCLE#${cycle}#REVISIONS`,
    sk: `REVISION#${String(revision).padStart(6, '0')}`,
  }),
  /** A filer is a park id, or the ministry's for one of its kinds of files. */
  return: (cycle: string, filer: string) => ({ pk: `CYCLE#${cycle}#FILER#${filer}`, sk: 'RETURN' }),
  submission: (cycle: string, filer: string, order: string) => ({
    pk: `CYCLE#${cycle}#FILER#${filer}`,
    sk: `SUBMISSION#${order}`,
  }),
  /** By the finding and the values that were explained: explanations of other values stand beside each other. */
  explanation: (cycle: string, filer: string, fingerprint: string, values: string) => ({
    pk: `CYCLE#${cycle}#FILER#${filer}`,
    sk: `EXPLANATION#${fingerprint}#${values}`,
  }),
  auditEntry: (cycle: string, filer: string, sequence: number) => ({
    pk: `CYCLE#${cycle}#FILER#${filer}`,
    sk: `AUDIT#${String(sequence).padStart(6, '0')}`,
  }),
  /** Index of the returns of a cycle, for status: one item per filer, written with the return. */
  returnOverview: (cycle: string, filer: string) => ({ pk: `CYCLE#${cycle}#RETURNS`, sk: `FILER#${filer}` }),
  /** Uploads whose key names no known cycle or park. */
  unrouted: (order: string) => ({ pk: 'UNROUTED', sk: order }),
  /** A loaded methodology edition; never written again. All of them share one partition: there are few. */
  edition: (id: string, version: string) => ({
    pk: 'EDITIONS',
    sk: `EDITION#${id}#${sortableVersion(version)}`,
  }),
  /** An event waiting in the stream for publication; the outbox. */
  outbox: (eventId: string) => ({ pk: `OUTBOX#${eventId}`, sk: 'EVENT' }),
} as const;
