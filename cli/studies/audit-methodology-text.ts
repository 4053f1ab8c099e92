import type { MethodologyAudit } from '../../shared/domain/coherence/audit-methodology.ts';
import { type CorrelationMatrix, REDUNDANT } from '../../shared/domain/coherence/correlation-matrix.ts';
import type { Edition } from '../../shared/domain/methodology/edition.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import { sayHeading } from '../verbs/ranking-text.ts';
import { type Names, sayInfluence, three } from './audit-influence-text.ts';
import { sayMore } from './say-more.ts';
import { listed } from './study-labels.ts';

/** The audit of a methodology for people. */
export function sayAudit(
  snapshot: RankingSnapshot,
  { document }: Edition,
  audit: MethodologyAudit,
  { limit, matrix }: { limit: number; matrix: boolean },
  terminal: Terminal,
): void {
  const names: Names = new Map(
    [...document.dimensions, ...document.indicators].map(({ code, name }) => [code, name]),
  );
  sayHeading(snapshot, terminal);
  sayDimensions(audit, names, terminal);
  if (matrix) sayMatrices(audit, terminal);
  sayFlags(audit, names, limit, terminal);
  sayInfluence(audit, names, limit, terminal);
  saySilent(audit, terminal);
}

/** Customary least α of a scale. Source: J. Nunnally, Psychometric Theory (1978). */
const RELIABLE = 0.7;

function sayDimensions(
  { dimensions, dimensionScores }: MethodologyAudit,
  names: Names,
  terminal: Terminal,
): void {
  const { say, text } = terminal;
  say();
  say(
    text({ zh: '各一级指标的一致性（Cronbach α）：', en: 'Reliability of the dimensions (Cronbach’s α):' }),
  );
  say(
    table(
      text({
        zh: '一级指标||指标数|园区数|α|标准化 α|平均相关|',
        en: 'dimension||indicators|parks|α|standardised α|mean r|',
      }).split('|'),
      dimensions.map(({ code, items, n, alpha, standardised, meanCorrelation }) => [
        code,
        text(names.get(code) ?? { zh: '', en: '' }),
        items,
        n,
        three(alpha),
        three(standardised),
        three(meanCorrelation),
        alpha !== null && alpha < RELIABLE
          ? text({
              zh: `低于 ${RELIABLE}：所含指标未必测同一事物`,
              en: `below ${RELIABLE}: may not measure one thing`,
            })
          : '',
      ]),
      'llrrrrrl',
    ),
  );
  say();
  say(
    text({
      zh: '一级指标得分之间的相关（Pearson）：',
      en: 'Correlations of the dimension scores (Pearson):',
    }),
  );
  sayMatrix(dimensionScores, dimensionScores.codes, 'pearson', terminal);
}

function sayMatrices({ dimensions, indicators }: MethodologyAudit, terminal: Terminal): void {
  for (const { code, parts } of dimensions) {
    const codes = parts.map((part) => part.code);
    for (const kind of ['pearson', 'spearman'] as const) {
      terminal.say();
      terminal.say(
        terminal.text({
          zh: `一级指标 ${code} 内的相关（${kind === 'pearson' ? 'Pearson' : 'Spearman'}）：`,
          en: `Correlations in dimension ${code} (${kind === 'pearson' ? 'Pearson' : 'Spearman'}):`,
        }),
      );
      sayMatrix(indicators, codes, kind, terminal);
    }
  }
}

/** The part of a symmetric matrix below its diagonal. */
function sayMatrix(
  matrix: CorrelationMatrix,
  codes: readonly string[],
  kind: 'pearson' | 'spearman',
  { say }: Pick<Terminal, 'say'>,
): void {
  const at = codes.map((code) => matrix.codes.indexOf(code));
  say(
    table(
      ['', ...codes.slice(0, -1)],
      at.slice(1).map((row, index) => [
        codes[index + 1] ?? '',
        ...at.slice(0, -1).map((column, place) => {
          const r = matrix[kind][row]?.[column] ?? null;
          return place > index ? '' : r === null ? '—' : r.toFixed(2);
        }),
      ]),
      `l${'r'.repeat(codes.length)}`,
    ),
  );
}

function sayFlags({ flags }: MethodologyAudit, names: Names, limit: number, terminal: Terminal): void {
  const { say, text } = terminal;
  say();
  say(
    text({
      zh: '以下相关按得分计算，越低越好的指标已调转方向；不可计算的数值不参与。',
      en: 'Correlations are those of the scores, on which more is better; what is not computable takes no part.',
    }),
  );
  const titles = {
    redundant: {
      zh: `重复（|r| > ${REDUNDANT}）：两项说的是同一件事，该件事被计了两次`,
      en: `Redundant (|r| > ${REDUNDANT}): the two say one thing, which counts twice`,
    },
    negative: {
      zh: '同一一级指标内负相关：在一项上得分，往往在另一项上失分',
      en: 'Negative within a dimension: what gains on one tends to lose on the other',
    },
  };
  for (const kind of ['redundant', 'negative'] as const) {
    const found = flags.filter(({ flag }) => flag === kind);
    say();
    say(`${text(titles[kind])} — ${found.length}`);
    if (found.length === 0) continue;
    say(
      table(
        text({
          zh: '指标|指标|Pearson|Spearman|园区数|',
          en: 'indicator|indicator|Pearson|Spearman|parks|',
        }).split('|'),
        found
          .slice(0, limit)
          .map(({ codes: [one, other], pearson, spearman, n, isSignificant }) => [
            `${one} ${text(names.get(one) ?? { zh: '', en: '' })}`,
            `${other} ${text(names.get(other) ?? { zh: '', en: '' })}`,
            three(pearson),
            three(spearman),
            n,
            isSignificant ? '' : text({ zh: '与 0 无显著差异', en: 'not significant' }),
          ]),
        'llrrrl',
      ),
    );
    sayMore(found.length, limit, terminal);
  }
}

function saySilent({ silent, quiet, out }: MethodologyAudit, { say, text }: Terminal): void {
  const none = { zh: '无', en: 'none' };
  const list = (codes: readonly string[]): Localised => (codes.length === 0 ? none : listed(codes));
  say();
  say(
    text({
      zh: `不起作用的指标（全体得分相同）：${list(silent).zh}；几乎不影响总分的：${list(quiet).zh}；全体不可计算、未计入的：${list(out).zh}`,
      en: `Silent indicators (all parks score the same): ${list(silent).en}; hardly moving the score: ${list(quiet).en}; not computable for any park, left out: ${list(out).en}`,
    }),
  );
}
