import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import type { OpennessDocument } from './openness-answer.ts';
import { placed, unitText } from './study-labels.ts';

/** What a park has abroad, as a table. */
export function sayFootprint({ footprint }: OpennessDocument, { say, text }: Terminal): void {
  say();
  say(
    text({
      zh: '── 境外足迹（由年报填报项；位次以有该数的参评园区为分母；相对规模的基数为本系统所选）',
      en: '── Overseas footprint (from the return’s inputs; ranks among the ranked parks that have the figure; bases of intensity are ours)',
    }),
  );
  say(
    table(
      text({
        zh: '项目|单位|本年|上年|增长|规模位次|相对规模|强度位次|企业表字段',
        en: 'item|unit|this year|last year|growth|rank by amount|relative|rank by intensity|enterprise fields',
      }).split('|'),
      footprint.map((item) => [
        text(item.label),
        text(unitText(item.unit)),
        item.amount ?? '—',
        item.before ?? '—',
        item.growth === null ? '—' : `${item.growth.toFixed(1)} %`,
        placed(item.scale),
        item.intensity.value === null
          ? '—'
          : `${item.intensity.value.toFixed(4)} ${text(item.intensity.unit)}`,
        placed(item.intensity.place),
        item.fields.join(' '),
      ]),
      'llrrrrrrl',
    ),
  );
}
