import { exactInteger } from '../expressions/exact.ts';
import type { Value } from '../expressions/value.ts';
import type { RegisteredPark } from '../ranking/ranking.ts';
import type { Cell } from '../returns/filed-return.ts';
import type { FiledTable } from '../returns/filed-table.ts';
import { addressOf, findingCells } from './cell-place.ts';
import { subjectEnvironment } from './check-context.ts';
import type { FileContext } from './file-subjects.ts';
import { filedValue, normalisedText } from './filed-value.ts';
import { inputProblem } from './input-problem.ts';
import type { Subject } from './judge-unit.ts';
import { textParameter } from './message-parameters.ts';
import type { RulePack } from './rule-pack.ts';

/** One row of the ministry's file. */
export interface ScoreRow {
  /** Park id and indicator code as filed; an indicator given by its input code or label stands here by its code. */
  readonly park: string;
  readonly indicator: string;
  /** The expert-score input behind the indicator; null where experts do not score it. */
  readonly input: string | null;
  readonly value: Value;
  /** Park and indicator in one text. */
  readonly place: string;
  readonly cells: {
    readonly park: Cell | null;
    readonly indicator: Cell | null;
    readonly score: Cell | null;
  };
}

export interface ScoreFile {
  readonly context: FileContext;
  readonly register: readonly Pick<RegisteredPark, 'id' | 'name' | 'exempt'>[];
  readonly table: FiledTable;
  readonly rows: readonly ScoreRow[];
}

export const scoreRows = (table: FiledTable, pack: RulePack): readonly ScoreRow[] => {
  const indicators = indicatorNames(pack);
  return table.rows.map(({ cells }): ScoreRow => {
    const own = {
      park: cells.get('park') ?? null,
      indicator: cells.get('indicator') ?? null,
      score: cells.get('score') ?? null,
    };
    const park = normalisedText(own.park?.raw ?? '');
    const written = normalisedText(own.indicator?.raw ?? '');
    const indicator = indicators.get(written) ?? written;
    return {
      park,
      indicator,
      input: pack.expertIndicators.get(indicator) ?? null,
      value: own.score === null ? null : filedValue(own.score),
      place: `${park}/${indicator}`,
      cells: own,
    };
  });
};

/** Input codes and labels of the expert scores → indicator code. */
const indicatorNames = (pack: RulePack): ReadonlyMap<string, string> =>
  new Map(
    [...pack.expertIndicators].flatMap(([indicator, input]) => {
      const label = pack.labels.get(input);
      return [input, label?.zh, label?.en].flatMap((name): [string, string][] =>
        name === undefined ? [] : [[normalisedText(name), indicator]],
      );
    }),
  );

/** Whether a row's score is of this input. */
export const isScoreInput = (code: string, row: ScoreRow): boolean => row.input === code;

const subject = (
  file: ScoreFile,
  place: string,
  values: Readonly<Record<string, Value>>,
  cells: readonly (Cell | null)[],
  texts: Subject['texts'] = {},
): Subject => ({
  entity: file.context.park,
  fields: [place],
  environment: subjectEnvironment(file.context, values),
  cells: findingCells(cells),
  texts,
});

export const fileScoresSubject = (file: ScoreFile): Subject =>
  subject(file, 'file', { 'file.score_rows': exactInteger(file.rows.length) }, [file.table.anchor]);

/** One row, with its score also under the code of the input, for the rules on inputs. */
export const rowSubject = (row: ScoreRow, file: ScoreFile): Subject => {
  const { rulePack } = file.context;
  const input = row.input === null ? undefined : rulePack.inputs.get(row.input);
  const experts = [...rulePack.expertIndicators.keys()];
  const { park, indicator, score } = row.cells;
  const addressed = (cell: Cell | null): string | null => (cell === null ? null : addressOf(cell));
  return subject(
    file,
    row.place,
    {
      'score.park': row.park,
      'score.indicator': row.indicator,
      'score.value': row.value,
      'register.parks': file.register.map(({ id }) => id),
      'expert.indicators': experts,
      ...input?.columns,
      ...(row.input === null ? {} : { [row.input]: row.value }),
    },
    [park, indicator, score],
    {
      'score.park_address': addressed(park),
      'score.indicator_address': addressed(indicator),
      'cell.address': addressed(score),
      'cell.text': textParameter(score?.raw ?? ''),
      'input.problem': inputProblem(row.value, input?.columns ?? {}, score?.raw ?? ''),
      'score.expert_indicators': { zh: experts.join('、'), en: experts.join(', ') },
    },
  );
};

/** Every park and indicator of the file, with how often it occurs and all its cells. */
export const pairSubjects = (file: ScoreFile): readonly Subject[] =>
  [...Map.groupBy(file.rows, ({ place }) => place)].map(([place, rows]) =>
    subject(
      file,
      place,
      {
        'score.park': rows[0]?.park ?? '',
        'score.indicator': rows[0]?.indicator ?? '',
        'score.occurrences': exactInteger(rows.length),
      },
      rows.map(({ cells }) => cells.score),
    ),
  );

/** Every park that is to be ranked, with the expert indicators that the file does not score for it. */
export const parkSubjects = (file: ScoreFile): readonly Subject[] => {
  const scored = new Set(file.rows.map(({ place }) => place));
  const indicators = [...file.context.rulePack.expertIndicators.keys()];
  return file.register
    .filter(({ exempt }) => !exempt)
    .map(({ id, name }) => {
      const missing = indicators.filter((indicator) => !scored.has(`${id}/${indicator}`));
      return subject(file, id, { 'score.park': id, 'score.missing': missing }, [file.table.anchor], {
        'score.park_name': name,
        'score.missing_indicators': { zh: missing.join('、'), en: missing.join(', ') },
      });
    });
};
