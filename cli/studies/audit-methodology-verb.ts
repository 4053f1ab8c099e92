import { auditMethodology, QUIET } from '../../shared/domain/coherence/audit-methodology.ts';
import { REDUNDANT } from '../../shared/domain/coherence/correlation-matrix.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { sayAudit } from './audit-methodology-text.ts';
import { editionOf, loadSnapshot, type SnapshotOptions, snapshotOption } from './load-snapshot.ts';
import { countOf } from './robustness-options.ts';
import { rankingAbout } from './studied-park.ts';

interface Options extends SnapshotOptions {
  readonly limit: string;
  readonly matrix?: boolean;
}

/**
 * `gaoxin audit-methodology (--cycle C [--revision N] | --snapshot FILE) [--limit N] [--matrix]`.
 *
 * With `--json`: `{ ranking, thresholds: {redundant, quiet}, parks, indicators: MATRIX, dimensionScores: MATRIX,
 * flags: [{codes: [a, b], pearson, spearman, n, isSameDimension, flag: "redundant" | "negative", isSignificant}],
 * dimensions: [{code, items, n, alpha, standardised, meanCorrelation, parts: [{code, itemRest, alphaWithout,
 * withDimension, withScore}]}], influence: {indicators: [INFLUENCE], dimensions: [INFLUENCE]}, out: [code],
 * silent: [code], quiet: [code] }` with MATRIX = `{codes, pearson: [[r | null]], spearman: [[r | null]], n: [[count]]}` and
 * INFLUENCE = `{code, weight, linear, curved, n, share, ratio}`: r², the correlation ratio, share ÷ weight. What is not
 * defined is null. Exit 0 whatever is flagged: an audit informs, it refuses nothing.
 */
export const defineAuditMethodology: DefineVerb = (verb, terminal) => {
  const { text } = terminal;
  snapshotOption(verb, terminal)
    .option('--limit <n>', text({ zh: '每张表显示的行数', en: 'rows of each table' }), '20')
    .option(
      '--matrix',
      text({ zh: '列出各一级指标内的相关矩阵', en: 'the correlation matrix of each dimension' }),
    )
    .action(async (options: Options) => {
      const limit = countOf('--limit', options.limit, 1, 100_000);
      const snapshot = await loadSnapshot(options);
      const edition = editionOf(snapshot);
      const audit = auditMethodology(edition, snapshot.input);
      sayAudit(snapshot, edition, audit, { limit, matrix: options.matrix === true }, terminal);
      terminal.answer({
        ranking: rankingAbout(snapshot),
        thresholds: { redundant: REDUNDANT, quiet: QUIET },
        ...audit,
      });
    });
};
