import { manageCycle } from '../../functions/manage-cycle/manage-cycle.ts';
import type { ManagePorts } from '../../functions/manage-cycle/manage-ports.ts';
import { rankCycle } from '../../functions/rank-parks/rank-parks.ts';
import type { RankingPorts } from '../../functions/rank-parks/ranking-ports.ts';
import { cycleCommits } from '../../shared/adapters/cycle-commits.ts';
import { cyclesTable } from '../../shared/adapters/cycles-table.ts';
import { editions } from '../../shared/adapters/editions.ts';
import { ministryFiles } from '../../shared/adapters/ministry-files.ts';
import { sha256OfText } from '../../shared/adapters/ranking-snapshots.ts';
import { rankingStateTable } from '../../shared/adapters/ranking-state-table.ts';
import { rankingsTable } from '../../shared/adapters/rankings-table.ts';
import { reportKey } from '../../shared/adapters/reports-bucket.ts';
import { outboxEventsOf } from '../../shared/adapters/return-outbox.ts';
import { type ReturnsTable, returnsTable } from '../../shared/adapters/returns-table.ts';
import { indicatorsWrite, scoredReturnsTable } from '../../shared/adapters/scored-returns-table.ts';
import type { Table } from '../../shared/adapters/table.ts';
import { CycleCommand } from '../../shared/domain/cycles/command.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { decideReceipt } from '../../shared/domain/returns/decide-receipt.ts';
import { decideVerdict } from '../../shared/domain/returns/decide-verdict.ts';
import { foldSubmissions } from '../../shared/domain/returns/fold-submissions.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import { memoryRecordsLake } from './memory-records-lake.ts';
import { memoryTable } from './memory-table.ts';
import { aPark } from './ranking-input.ts';
import { aReport } from './reports.ts';
import { aJudgement, anUpload } from './returns.ts';
import { tinyCore } from './tiny-ranking.ts';

/**
 * Everything that the ministry's commands and the ranking work on, in memory, with returns that file themselves.
 * @param memory where another world keeps its rows too
 * @param table the same, as the commands see it
 */
export const manageWorld = (memory = memoryTable(), table: Table = memory) => {
  const snapshots = new Map<string, string>();
  const reports = new Map<string, FindingsReport>();
  let milliseconds = Date.parse('2021-04-01T00:00:00.000Z');
  const returns = returnsTable(table);
  const ports: ManagePorts & RankingPorts & ReturnsTable = {
    ...cyclesTable(table),
    ...cycleCommits(table, sha256OfText),
    ...ministryFiles(table),
    ...returns,
    ...rankingsTable(table),
    ...rankingStateTable(table),
    ...scoredReturnsTable(table),
    ...editions(table, {
      readText: async (key) => snapshots.get(key) ?? null,
      writeText: async (key, text) => void snapshots.set(key, text),
    }),
    readSnapshot: async ({ key }) => JSON.parse(snapshots.get(key) ?? '') as RankingSnapshot,
    storeSnapshot: async (key, text) => void snapshots.set(key, text),
    readReport: async ({ reportKey: key }) => reports.get(key) ?? aReport([]),
    putReport: async (key, report) => {
      reports.set(key, report);
      return null;
    },
    restoreReport: async () => undefined,
    putParquet: async () => undefined,
    ...memoryRecordsLake(),
    digestReport: async ({ reportKey: key }) => sha256OfText(JSON.stringify(reports.get(key))),
    reportsBucket: 'reports',
    coreOf: async () => tinyCore,
    rulePackOf: (cycle) => `gx46-${cycle}@1.1.0`,
    shippedPack: loadRulePack,
    sha256: sha256OfText,
    now: () => new Date(milliseconds),
    pause: async () => undefined,
    sendDue: async () => undefined,
  };
  const circumstances = () => ({ now: new Date(milliseconds).toISOString(), hash: sha256OfText });
  const bucket = 'reports';

  /** Receives and judges a file; `findings` make it wait for an explanation. */
  const file = async (cycle: string, park: string, content: string, minute: number, report = aReport([])) => {
    const definition = await ports.readCycle(cycle);
    if (definition === null) throw new Error(`no cycle ${cycle}`);
    const upload = anUpload(`${park}-${content}`, minute);
    const receipt = decideReceipt(
      await returns.readFiler(cycle, park),
      { cycle: definition, upload },
      circumstances(),
    );
    if (receipt.kind !== 'transition') throw new Error('known');
    await returns.commit(receipt.transition, outboxEventsOf(receipt.transition, bucket));
    const key = reportKey(cycle, park, upload.submissionId);
    reports.set(key, report);
    const judgement = aJudgement(upload.submissionId, report.verdict, {
      reportKey: key,
      inputs: { employees: content },
    });
    const state = await returns.readFiler(cycle, park);
    const command = { cycle: definition, judgements: [judgement], explanations: [] };
    const verdict = decideVerdict(state, command, circumstances());
    if (verdict !== null) await returns.commit(verdict, outboxEventsOf(verdict, bucket));
    return upload.submissionId;
  };
  /** Scores what is in force: indicator 1.1 is the number in the content of the file. */
  const score = async (cycle: string, park: string) => {
    const { submissions, summary } = await returns.readFiler(cycle, park);
    const { inForce } = foldSubmissions(submissions, summary?.withdrawal ?? null);
    if (inForce === null) throw new Error('nothing in force');
    const { submissionId, sha256, inputs } = inForce.submission;
    await table.write([
      indicatorsWrite({
        cycle,
        park,
        submissionId,
        sha256,
        order: inForce.order,
        inputs: {},
        priors: {},
        values: { '1.1': { value: Number(inputs.employees) } },
        priorSource: 'return',
        reopened: false,
        withdrawn: false,
        scoredAt: circumstances().now,
      }),
    ]);
  };
  return {
    table: memory,
    ports,
    reports,
    snapshots,
    file,
    score,
    pass: (elapsed: number) => {
      milliseconds += elapsed;
    },
    command: (command: Record<string, unknown>) =>
      manageCycle(
        CycleCommand.parse(command.command === 'cycle-status' ? command : { actor: '张三', ...command }),
        ports,
      ),
    rank: async (cycle: string) => {
      milliseconds += 60_000;
      return (await rankCycle(ports, cycle, [{ id: 'due', cycle, kind: 'due' }])).outcome;
    },
    /** Detail types in the outbox. */
    events: () =>
      memory
        .rows()
        .filter(({ pk }) => pk.startsWith('OUTBOX#'))
        .map(({ detailType }) => detailType),
  };
};
export type ManageWorld = ReturnType<typeof manageWorld>;

/** A command that opens a cycle for these parks. */
export const anOpening = (cycle: string, parks: readonly string[], over: Record<string, unknown> = {}) => ({
  command: 'open-cycle',
  cycle,
  methodology: 'most-2021',
  register: parks.map((id) => aPark(id)),
  // Before the day on which returns are filed here.
  opensAt: '2021-01-01T00:00:00.000Z',
  closesAt: null,
  late: 'accept',
  ...over,
});

/** Three parks of 2021, two of them accepted, scored and ranked. */
export const twoFiledIn2021 = async (): Promise<ManageWorld> => {
  const world = manageWorld();
  await world.command(anOpening('2021', ['P001', 'P002', 'P003']));
  await world.file('2021', 'P001', '10', 1);
  await world.file('2021', 'P002', '20', 1);
  await world.score('2021', 'P001');
  await world.score('2021', 'P002');
  await world.rank('2021');
  return world;
};
