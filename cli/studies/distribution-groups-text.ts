import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import type { Answer } from './distribution-answer.ts';
import { listed, notComputableText, shown } from './study-labels.ts';

/** The groups as tables; what may not be shown says so. */
export function sayGroups({ groups, thresholds }: Answer, forPark: boolean, { say, text }: Terminal): void {
  for (const { by, rows } of groups) {
    if (rows.length === 0) continue;
    const extremes = forPark ? [] : [text({ zh: '最低', en: 'least' }), text({ zh: '最高', en: 'greatest' })];
    const head = [
      by === 'province' ? text({ zh: '省份', en: 'province' }) : text({ zh: '地区', en: 'region' }),
      text({ zh: '家', en: 'parks' }),
      text({ zh: '中位数', en: 'median' }),
      text({ zh: '均值', en: 'mean' }),
      ...extremes,
      ...thresholds.flatMap(({ threshold }) => [`> ${threshold}`, `< ${threshold}`]),
    ];
    say(
      table(
        head,
        rows.map(({ name, parks, figures }) => {
          if (figures === null) {
            const hidden = text({ zh: '不显示', en: 'not shown' });
            return [name, parks, hidden, ...head.slice(3).map(() => '')];
          }
          const { median, mean, least, greatest, around } = figures;
          return [
            name,
            parks,
            shown(median),
            shown(mean),
            ...(forPark ? [] : [least, greatest].map((value) => (value === null ? '' : shown(value)))),
            ...around.flatMap(({ above, below }) => [above, below]),
          ];
        }),
        `l${'r'.repeat(head.length - 1)}`,
      ),
    );
  }
}

/** The parks without a value, by name unless a park is to see it. */
export function sayNotMeasured(
  { notMeasured: { count, parks } }: Answer,
  names: ReadonlyMap<string, string>,
  { say, text }: Terminal,
): void {
  if (count === 0) return;
  const colon = parks === null ? { zh: '', en: '' } : { zh: '：', en: ':' };
  say(text({ zh: `不可计算 ${count} 家${colon.zh}`, en: `Not computable, ${count}${colon.en}` }));
  for (const { park, reason, because } of parks ?? []) {
    say(`  ${park} ${names.get(park) ?? ''}  ${text(notComputableText[reason])}  ${text(listed(because))}`);
  }
}
