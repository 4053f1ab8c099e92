import { EditionError } from '../../shared/domain/methodology/load-edition.ts';
import { PARK_INPUTS } from '../../shared/domain/methodology/shipped-editions.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { intervalsOf } from '../../shared/domain/robustness/rank-intervals.ts';
import { runScenario, type ScenarioOutcome } from '../../shared/domain/scenarios/run-scenario.ts';
import { type Scenario, ScenarioError } from '../../shared/domain/scenarios/scenario.ts';
import { SnapshotLacksInputsError } from '../../shared/domain/scenarios/snapshot-under-edition.ts';
import { CannotDo } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { writeFile } from '../terminal/write-file.ts';
import { requirePark } from '../verbs/common-options.ts';
import { editionOf, loadSnapshot, snapshotOption } from './load-snapshot.ts';
import { studiedPark } from './studied-park.ts';
import { whatIfDocument } from './what-if-document.ts';
import { scenarioOf, scenarioOptions, type WhatIfOptions } from './what-if-options.ts';
import { sayOutcome } from './what-if-text.ts';

/**
 * `gaoxin what-if (--cycle C [--revision N] | --snapshot FILE) [--scenario FILE] [--set P021.employees=50000]
 * [--set-prior …] [--set-indicator P021.4.7=1.2] [--weight 4.7=2] [--dimension-weight 4=0.2] [--bounds 4.7=0:3]
 * [--population-bounds] [--edition ID|FILE] [--park P] [--save FILE]`: ranks a frozen ranking once more with changes. It
 * reads only; nothing is stored in the deployment and no event is raised.
 *
 * With `--json`: `{ mark, isScenario: true, scenario, madeOnThis, ranking, edition: {id, version, weights, isChanged},
 * ranked, register, coverage, indicators, bounds, moved, parks: [{park, name, isChanged, interval, from, to, of, change, score:
 * {from, to}, dimensions: {code: {from, to}}}] }`; negative changes are upwards.
 */
export const defineWhatIf: DefineVerb = (verb, terminal) => {
  scenarioOptions(snapshotOption(verb, terminal), terminal)
    .option(
      '--park <id>',
      terminal.text({ zh: '只看一个园区的变动，如 P021', en: 'show one park only, e.g. P021' }),
    )
    .action(async (options: WhatIfOptions) => {
      const given = await scenarioOf(options);
      const snapshot = await loadSnapshot(options);
      const park =
        options.park === undefined ? null : studiedPark(snapshot, requirePark(options.park)).ranked.park;
      if (isEmpty(given)) {
        throw new CannotDo({
          zh: '情景没有任何改动：请用 --set、--set-indicator、--weight、--dimension-weight、--bounds、--population-bounds、--edition 或 --scenario。',
          en: 'The scenario changes nothing: use --set, --set-indicator, --weight, --dimension-weight, --bounds, --population-bounds, --edition or --scenario.',
        });
      }
      const { cycle, revision, inputHash } = snapshot;
      const made = given.madeOn;
      const isOnAnother = made !== undefined && made.inputHash !== inputHash;
      const scenario: Scenario = { ...given, madeOn: made ?? { cycle, revision, inputHash } };
      const outcome = outcomeOf(snapshot, scenario);
      if (options.save !== undefined) {
        const saved: Scenario = { ...scenario, madeOn: { cycle, revision, inputHash } };
        await writeFile(options.save, `${JSON.stringify(saved, null, 2)}\n`);
      }
      const intervals = intervalsOf(editionOf(snapshot), snapshot);
      const document = whatIfDocument(snapshot, outcome, isOnAnother, park, intervals);
      sayOutcome(snapshot, outcome, document, intervals, options.save, terminal);
      terminal.answer(document);
    });
};

const isEmpty = (scenario: Scenario): boolean =>
  scenario.edition === undefined &&
  !scenario.populationBounds &&
  [
    scenario.inputs,
    scenario.indicators,
    scenario.multipliers,
    scenario.dimensionWeights,
    scenario.bounds,
  ].every((list) => list.length === 0);

function outcomeOf(snapshot: RankingSnapshot, scenario: Scenario): ScenarioOutcome {
  try {
    return runScenario({ snapshot, edition: editionOf(snapshot), inputs: PARK_INPUTS }, scenario);
  } catch (error) {
    if (error instanceof ScenarioError) {
      const words = (language: 'zh' | 'en'): string =>
        error.problems
          .map(({ place, message }) => `${place} ${message[language]}`)
          .join(language === 'zh' ? '；' : '; ');
      throw new CannotDo(
        {
          zh: `情景不适用于该次排名：${words('zh')}。`,
          en: `The scenario does not fit this ranking: ${words('en')}.`,
        },
        { cause: error },
      );
    }
    if (error instanceof EditionError) {
      throw new CannotDo(
        {
          zh: `情景所带的指标体系有 ${error.findings.length} 处错误：${error.findings[0]?.message.zh ?? ''}。`,
          en: `The edition of the scenario has ${error.findings.length} errors: ${error.findings[0]?.message.en ?? ''}.`,
        },
        { cause: error },
      );
    }
    if (error instanceof SnapshotLacksInputsError) {
      throw new CannotDo(
        {
          zh: `快照没有 ${error.parks.length} 个园区的填报项，无法按另一套指标体系计算。`,
          en: `The snapshot does not hold the inputs of ${error.parks.length} parks, so the other edition cannot be computed.`,
        },
        { cause: error },
      );
    }
    throw error;
  }
}
