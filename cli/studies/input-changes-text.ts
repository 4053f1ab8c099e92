import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import type { DiagnosisDocument } from './diagnose-answer.ts';
import { listed, signed, unitText } from './study-labels.ts';

type Answer = DiagnosisDocument['indicators'][number];
type Change = Answer['inputs'][number];

const unsolvedText: Readonly<Record<Exclude<Change, { solved: true }>['why'], Localised>> = {
  'without-effect': { zh: '单凭此项无效', en: 'without effect alone' },
  'not-linear': { zh: '公式对此项非线性，未求解', en: 'not linear in it, not solved' },
  'others-missing': { zh: '其他填报项缺失', en: 'other inputs are missing' },
  'out-of-range': { zh: '单凭此项达不到', en: 'cannot do it alone' },
};

const noInputsText: Readonly<Record<NonNullable<Answer['noInputs']>, Localised>> = {
  'expert-score': { zh: '专家评分，非园区填报', en: 'scored by experts, not filed' },
  'basis-differs': { zh: '快照的填报项算不出该值', en: 'the snapshot’s inputs do not give the value' },
  'no-target': { zh: '无目标', en: 'no target' },
};

/** What each input alone would have to be; bases of a ratio last, since cutting them is arithmetic and no measure. */
export function sayInputChanges(shown: readonly Answer[], of: number, { say, text }: Terminal): void {
  say();
  say(
    text({
      zh: '所需的填报项变动（每行只变一项，其余不变；“联动”为牵动的全部指标重算后的排名；“分母”行只是算术，不宜作为对策）：',
      en: 'Changes of inputs that it takes (each line changes one alone; “net” ranks again with every indicator that reads it; “base” lines are arithmetic, hardly a measure to take):',
    }),
  );
  const head = text({
    zh: '指标|填报项|现值|须为|变动||单位||联动总位次|联动得分|同时牵动|审核',
    en: 'indicator|input|now|must be|change||unit||net rank|net score|also moves|rules',
  }).split('|');
  const rows = shown.flatMap((each): string[][] => {
    if (each.noInputs !== null) return [[each.code, text(noInputsText[each.noInputs])]];
    return each.inputs
      .toSorted((a, b) => Number(a.isBase) - Number(b.isBase))
      .map((change) => changeRow(each.code, change, of, text));
  });
  say(
    table(
      head,
      rows.map((row) => head.map((_, column) => row[column] ?? '')),
      'llrrrrllrrll',
    ),
  );
}

const changeRow = (code: string, change: Change, of: number, text: Terminal['text']): string[] => {
  const label = text(change.label);
  const base = change.isBase ? text({ zh: '分母', en: 'base' }) : '';
  if (!change.solved) {
    return [
      code,
      label,
      change.from ?? '—',
      text(unsolvedText[change.why]),
      '',
      '',
      text(unitText(change.unit)),
      base,
    ];
  }
  const { net, breaks, percent } = change;
  return [
    code,
    label,
    change.from ?? '—',
    change.to,
    change.change === null ? '' : change.change.startsWith('-') ? change.change : `+${change.change}`,
    percent === null ? '' : `${percent > 0 ? '+' : ''}${percent.toFixed(1)} %`,
    text(unitText(change.unit)),
    base,
    net === null ? '' : `${net.rank.from} → ${net.rank.to}/${of}`,
    net === null ? '' : signed(net.score),
    change.alsoMoves.join(' '),
    breaks === null ? '' : rulesText(breaks, text),
  ];
};

/** Rules that the changed return would meet: those that block it, and those that ask for an explanation. */
const rulesText = ({ blocking, query }: NonNullable<Change['breaks']>, text: Terminal['text']): string => {
  const [blocks, asks] = [listed(blocking), listed(query)];
  return [
    ...(blocking.length > 0 ? [text({ zh: `不能通过 ${blocks.zh}`, en: `blocked by ${blocks.en}` })] : []),
    ...(query.length > 0 ? [text({ zh: `须说明 ${asks.zh}`, en: `to be explained: ${asks.en}` })] : []),
  ].join(text({ zh: '；', en: '; ' }));
};
