import { computeIndex } from '../../shared/domain/composites/compute-index.ts';
import { hierarchyOf, hierarchyProblems, withWeights } from '../../shared/domain/composites/hierarchy.ts';
import { CannotDo } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { openFile } from '../verbs/read-filed.ts';
import { type CsvTable, readCsvTable } from './csv-table.ts';
import { indexDocument } from './index-document.ts';
import { type IndexOptions, methodOf } from './index-options.ts';
import { sayIndex } from './index-text.ts';
import { hierarchyProblemText, methodProblemText, unfitText } from './problem-text.ts';
import { readData } from './read-data.ts';
import { type IndexMeta, readMeta } from './read-meta.ts';
import { readWeights } from './read-weights.ts';

/**
 * `gaoxin index DATA.csv --meta META.csv …`: scores any table of units × indicators, in the CSV columns of COINr's iData
 * and iMeta.
 */
export const defineIndex: DefineVerb = (verb, terminal) => {
  const { text } = terminal;
  verb
    .argument('<data.csv>', text({ zh: '数据（COINr iData 格式）', en: 'data (columns of COINr’s iData)' }))
    .option(
      '--meta <file>',
      text({ zh: '指标说明（COINr iMeta 格式）', en: 'metadata (columns of COINr’s iMeta)' }),
    )
    .option(
      '--denominate',
      text({ zh: '先除以 Denominator 列所指的分母', en: 'first divide by the Denominator that META names' }),
    )
    .option(
      '--impute <group>',
      text({ zh: '缺失值以该分组的均值插补', en: 'fill missing values with the mean of this group column' }),
    )
    .option(
      '--screen <share>',
      text({
        zh: '数据比例低于此值的单位不参与（0–1）',
        en: 'leave out units with less than this share of the data (0–1)',
      }),
    )
    .option(
      '--treat <rule>',
      text({ zh: '离群值处理：none、winsorise-log', en: 'outliers: none, winsorise-log' }),
      'none',
    )
    .option('--normalise <method[:args]>', text(normaliseHelp), 'min-max:0:100')
    .option(
      '--missing <policy>',
      text({
        zh: '缺失得分：rescale 权重重分，lowest 按最低分，forbid 不计分',
        en: 'missing scores: rescale the weights, lowest score, forbid a score',
      }),
      'rescale',
    )
    .option('--aggregate <mean[,mean…]>', text(aggregateHelp), 'arithmetic')
    .option(
      '--weights <file>',
      text({
        zh: '权重文件（iCode,Weight），替代 META 的权重',
        en: 'weights (iCode,Weight) in place of META’s',
      }),
    )
    .option(
      '--availability <share>',
      text({
        zh: '下级得分比例低于此值则该级不计分（0–1）',
        en: 'least share of a node’s children that must be present (0–1)',
      }),
    )
    .action(async (file: string, options: IndexOptions) => {
      const method = methodOf(options);
      const meta = await readWeightedMeta(options);
      const { data, unitNames, unknown } = readData(await openTable(file), meta);
      if (unknown.length > 0) {
        terminal.note(
          text({
            zh: `提示：${meta.file} 未说明、未使用的列：${unknown.join('、')}`,
            en: `Note: columns not in ${meta.file} are not used: ${unknown.join(', ')}`,
          }),
        );
      }
      const hierarchy = hierarchyOf(meta.entries);
      const outcome = computeIndex(data, hierarchy, method);
      if (!outcome.ok) {
        const reasons = outcome.problems.map(methodProblemText);
        throw refusal('', outcome.unfit === null ? reasons : [unfitText(outcome.unfit)]);
      }
      terminal.answer(indexDocument(outcome.index, meta, method));
      sayIndex(outcome.index, hierarchy, meta, { unitNames }, terminal);
    });
};

const normaliseHelp = {
  zh: '归一化：min-max:0:100、z-score:0:1、rank:min|average、borda、percentile-rank:min|average、distance-to-max、distance-to-reference:CODE[:cap]、distance-to-target[:cap]（Target 列）、fraction-of-max、scaled:L:U:K、goalposts（Lower、Upper、Scale、Truncate 列，缺省 100、TRUE）。先按 Direction 取向',
  en: 'normalisation: min-max:0:100, z-score:0:1, rank:min|average, borda, percentile-rank:min|average, distance-to-max, distance-to-reference:CODE[:cap], distance-to-target[:cap] (column Target), fraction-of-max, scaled:L:U:K, goalposts (columns Lower, Upper, Scale, Truncate; by default 100, TRUE). Directions are applied first',
};

const aggregateHelp = {
  zh: '合成：arithmetic、geometric、harmonic、power:P；给出多个则自最低级起逐级对应；NODE=MEAN 单独指定一个节点',
  en: 'aggregation: arithmetic, geometric, harmonic, power:P; a list gives one per level from the lowest; NODE=MEAN for one node',
};

const openTable = async (path: string): Promise<CsvTable> => readCsvTable(await openFile(path));

const readWeightedMeta = async (options: IndexOptions): Promise<IndexMeta> => {
  if (options.meta === undefined) {
    throw new CannotDo({ zh: '请用 --meta 指定指标说明文件。', en: 'Name the metadata with --meta FILE.' });
  }
  const meta = readMeta(await openTable(options.meta));
  const weights =
    options.weights === undefined
      ? new Map<string, number>()
      : readWeights(await openTable(options.weights), meta);
  const entries = withWeights(meta.entries, weights);
  const problems = hierarchyProblems(entries);
  if (problems.length > 0) throw refusal(meta.file, problems.map(hierarchyProblemText));
  return { ...meta, entries };
};

/** Most reasons that one sentence names. */
const REASONS = 3;

const refusal = (file: string, reasons: readonly { zh: string; en: string }[]): CannotDo => {
  const named = reasons.slice(0, REASONS);
  const more = reasons.length - named.length;
  return new CannotDo({
    zh: `${file === '' ? '无法计算：' : `${file} 有误：`}${named.map(({ zh }) => zh).join('；')}${more > 0 ? `；另有 ${more} 处` : ''}。`,
    en: `${file === '' ? 'It cannot be computed: ' : `${file}: `}${named.map(({ en }) => en).join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
  });
};
