import type { Command } from 'commander';
import { emptyScenario, Scenario } from '../../shared/domain/scenarios/scenario.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import { findCompleteEdition } from './find-edition.ts';
import { readJsonFile } from './known-editions.ts';
import type { SnapshotOptions } from './load-snapshot.ts';

export interface WhatIfOptions extends SnapshotOptions {
  readonly scenario?: string;
  readonly title?: string;
  readonly set: readonly string[];
  readonly setPrior: readonly string[];
  readonly setIndicator: readonly string[];
  readonly weight: readonly string[];
  readonly dimensionWeight: readonly string[];
  readonly bounds: readonly string[];
  readonly populationBounds?: boolean;
  readonly edition?: string;
  readonly save?: string;
  readonly park?: string;
}

/** The flags of a scenario; each may be given several times. */
export const scenarioOptions = (command: Command, { text }: Terminal): Command => {
  const more = (value: string, before: readonly string[]): readonly string[] => [...before, value];
  const repeated = (flags: string, zh: string, en: string): void => {
    command.option(flags, text({ zh: `${zh}（可多次）`, en: `${en} (repeatable)` }), more, []);
  };
  command
    .option(
      '--scenario <file>',
      text({
        zh: '情景文件（gaoxin-scenario@1）；其他选项在其后追加',
        en: 'a scenario file (gaoxin-scenario@1); the other flags add to it',
      }),
    )
    .option('--title <text>', text({ zh: '情景名称', en: 'name of the scenario' }));
  repeated(
    '--set <park.input=value>',
    '改园区填报项，如 P021.employees=50000；值可为 N/A 或空',
    'change a park input, e.g. P021.employees=50000; N/A or nothing too',
  );
  repeated('--set-prior <park.input=value>', '改上年数', 'change last year’s value of a park input');
  repeated(
    '--set-indicator <park.code=value>',
    '改指标值（含专家评分），如 P021.4.7=1.2；空为不可计算',
    'change an indicator value or expert score, e.g. P021.4.7=1.2; nothing = not computable',
  );
  repeated('--weight <code=multiplier>', '改赋权，如 4.7=2', 'change a multiplier, e.g. 4.7=2');
  repeated(
    '--dimension-weight <code=share>',
    '改一级指标权重，如 4=0.2；其余按比例分摊',
    'change a dimension’s weight, e.g. 4=0.2; the others share the rest',
  );
  repeated('--bounds <code=min:max>', '改上下界，如 4.7=0:3', 'change bounds, e.g. 4.7=0:3');
  return command
    .option(
      '--population-bounds',
      text({
        zh: '不用冻结的上下界，改用情景中园区的',
        en: 'the population’s bounds instead of the frozen ones',
      }),
    )
    .option(
      '--edition <edition>',
      text({ zh: '改用另一套指标体系：ID、ID@版本或文件', en: 'another edition: ID, ID@VERSION or a file' }),
    )
    .option(
      '--save <file>',
      text({
        zh: '把情景写入文件，可用 --scenario 重跑',
        en: 'write the scenario to a file that --scenario runs again',
      }),
    );
};

/** The scenario that the flags say, on top of a file's where one is named. @throws {CannotDo} naming the wrong flag. */
export async function scenarioOf(options: WhatIfOptions): Promise<Scenario> {
  const base = options.scenario === undefined ? emptyScenario : await scenarioFile(options.scenario);
  const edition = options.edition === undefined ? undefined : await findCompleteEdition(options.edition);
  const { title } = options;
  return parsed(
    {
      ...base,
      ...(title === undefined ? {} : { title }),
      inputs: [
        ...base.inputs,
        ...options.set.map((text) => ({ ...inputChange('--set', text), prior: false })),
        ...options.setPrior.map((text) => ({ ...inputChange('--set-prior', text), prior: true })),
      ],
      indicators: [
        ...base.indicators,
        ...options.setIndicator.map((text) => {
          const { park, input, value } = parkChange('--set-indicator', text);
          return {
            park,
            indicator: input,
            value: value === '' ? null : numberOf('--set-indicator', text, value),
          };
        }),
      ],
      multipliers: [
        ...base.multipliers,
        ...options.weight.map((text) => {
          const [indicator, value] = pairOf('--weight', text);
          const multiplier = numberOf('--weight', text, value);
          if (multiplier > 0) return { indicator, multiplier };
          throw wrongFlag('--weight', text);
        }),
      ],
      dimensionWeights: [
        ...base.dimensionWeights,
        ...options.dimensionWeight.map((text) => {
          const [dimension, value] = pairOf('--dimension-weight', text);
          const weight = numberOf('--dimension-weight', text, value);
          if (weight > 0 && weight <= 1) return { dimension, weight };
          throw wrongFlag('--dimension-weight', text);
        }),
      ],
      bounds: [
        ...base.bounds,
        ...options.bounds.map((text) => {
          const [indicator, value] = pairOf('--bounds', text);
          const [min = '', max = ''] = value.split(':');
          return { indicator, min: numberOf('--bounds', text, min), max: numberOf('--bounds', text, max) };
        }),
      ],
      populationBounds: base.populationBounds || options.populationBounds === true,
      ...(edition === undefined ? {} : { edition: edition.document }),
    },
    null,
  );
}

const scenarioFile = async (path: string): Promise<Scenario> => parsed(await readJsonFile(path), path);

function parsed(document: unknown, path: string | null): Scenario {
  const read = Scenario.safeParse(document);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = issue?.path.join('.') || '—';
  const message = issue?.message ?? '';
  throw new CannotDo(
    path === null
      ? { zh: `情景有误：${place} 处（${message}）。`, en: `The scenario is wrong at ${place} (${message}).` }
      : {
          zh: `${path} 不是情景文件（gaoxin-scenario@1）：${place} 处有误（${message}）。`,
          en: `${path} is no scenario (gaoxin-scenario@1): wrong at ${place} (${message}).`,
        },
    { cause: read.error },
  );
}

/** `P021.employees=50000`, `P021.4.7=1.2`: the park ends at the first dot, the value begins after the equals sign. */
function parkChange(flag: string, text: string): { park: string; input: string; value: string } {
  const match = /^([A-Za-z0-9_-]+)\.([^=\s]+)=(.*)$/.exec(text);
  if (match === null) throw wrongFlag(flag, text);
  const [, park = '', input = '', value = ''] = match;
  return { park, input, value: value.trim() };
}

/** A change whose value is what a return may hold: a number, nothing, or that it does not apply. */
function inputChange(flag: string, text: string): { park: string; input: string; value: string } {
  const change = parkChange(flag, text);
  if (change.value === '不适用') return { ...change, value: 'N/A' };
  if (/^(|N\/A|-?\d+(\.\d+)?)$/.test(change.value)) return change;
  throw wrongFlag(flag, text);
}

function pairOf(flag: string, text: string): readonly [code: string, value: string] {
  const match = /^([\d.]+)=(.+)$/.exec(text);
  if (match === null) throw wrongFlag(flag, text);
  return [match[1] ?? '', match[2] ?? ''];
}

function numberOf(flag: string, text: string, value: string): number {
  if (!/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value)) throw wrongFlag(flag, text);
  return Number(value);
}

const forms: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  '--set': {
    zh: '如 P021.employees=50000（值为数、N/A、不适用或空）',
    en: 'P021.employees=50000 (a number, N/A or nothing)',
  },
  '--set-prior': {
    zh: '如 P021.employees=48000（值为数、N/A、不适用或空）',
    en: 'P021.employees=48000 (a number, N/A or nothing)',
  },
  '--set-indicator': { zh: '如 P021.4.7=1.2（值为数或空）', en: 'P021.4.7=1.2 (a number or nothing)' },
  '--weight': { zh: '如 4.7=2（大于 0）', en: '4.7=2 (above 0)' },
  '--dimension-weight': { zh: '如 4=0.2（大于 0，不超过 1）', en: '4=0.2 (above 0, at most 1)' },
  '--bounds': { zh: '如 4.7=0:3', en: '4.7=0:3' },
};

const wrongFlag = (flag: string, text: string): CannotDo =>
  new CannotDo({
    zh: `${flag} 应${forms[flag]?.zh}；当前为“${text}”。`,
    en: `${flag} takes the form ${forms[flag]?.en}; found “${text}”.`,
  });
