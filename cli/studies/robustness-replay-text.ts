import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import { METHOD_KINDS } from '../../shared/domain/robustness/method-choice.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import { sayHeading } from '../verbs/ranking-text.ts';
import { choiceText } from './robustness-labels.ts';
import type { RecordedReplicate } from './robustness-replay.ts';
import { listed } from './study-labels.ts';

/** One replicate: its method, its weights and its first ranks. */
export function sayReplicate(
  snapshot: RankingSnapshot,
  { replicate, seed, method, weights, parks }: RecordedReplicate,
  assumption: Localised,
  limit: number,
  terminal: Terminal,
): void {
  const { say, text } = terminal;
  sayHeading(snapshot, terminal);
  say(text(assumption));
  const choices = METHOD_KINDS.map((kind) => choiceText(kind, method[kind]));
  say(
    text({
      zh: `第 ${replicate} 次抽样（种子 ${seed}）：${listed(choices.map(({ zh }) => zh)).zh}；--json 写出全部位数，可用 --replay 重排`,
      en: `Draw ${replicate} (seed ${seed}): ${listed(choices.map(({ en }) => en)).en}; --json has every digit, for --replay`,
    }),
  );
  say();
  say(
    table(
      [text({ zh: '指标', en: 'indicator' }), text({ zh: '有效权重', en: 'effective weight' })],
      Object.entries(weights).map(([code, weight]) => [code, weight.toFixed(6)]),
      'lr',
    ),
  );
  const names = new Map(snapshot.input.register.map(({ id, shortName }) => [id, shortName]));
  const asRanked = new Map(snapshot.result.parks.map(({ park, rank }) => [park, rank]));
  say();
  say(
    table(
      text({ zh: '本次位次|园区|排名中的位次', en: 'rank in this draw|park|rank as it stands' }).split('|'),
      parks
        .slice(0, limit)
        .map(({ park, rank }) => [
          `${rank}/${snapshot.result.ranked}`,
          `${park} ${names.get(park) ?? ''}`,
          asRanked.get(park) ?? '',
        ]),
      'rlr',
    ),
  );
}

/** Whether a recorded replicate came out again. */
export function sayReplay(
  snapshot: RankingSnapshot,
  { replicate, seed }: RecordedReplicate,
  differences: readonly { readonly park: string }[],
  terminal: Terminal,
): void {
  const { say, text } = terminal;
  sayHeading(snapshot, terminal);
  say(
    differences.length === 0
      ? text({
          zh: `第 ${replicate} 次抽样（种子 ${seed}）按记录的权重重排：全部位次一致`,
          en: `Draw ${replicate} (seed ${seed}) ranked again from its recorded weights: every rank is the same`,
        })
      : text({
          zh: `第 ${replicate} 次抽样（种子 ${seed}）按记录的权重重排：${differences.length} 家位次不同：${listed(differences.map(({ park }) => park)).zh}`,
          en: `Draw ${replicate} (seed ${seed}) ranked again from its recorded weights: ${differences.length} ranks differ: ${listed(differences.map(({ park }) => park)).en}`,
        }),
  );
}
