import type { Command } from 'commander';
import type { Edition } from '../../shared/domain/methodology/edition.ts';
import { canonicalJson } from '../../shared/domain/ranking/input-hash.ts';
import { rank } from '../../shared/domain/ranking/rank.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import { cycleOption, requireCycle, requireRevision } from '../verbs/common-options.ts';
import { openFile } from '../verbs/read-filed.ts';
import { knowEditionOf, knownEdition } from './known-editions.ts';
import { SnapshotDocument } from './snapshot-document.ts';

/** Which ranking a study is about. */
export interface SnapshotOptions {
  readonly cycle?: string;
  readonly revision?: string;
  readonly snapshot?: string;
  readonly editionFile?: string;
}

/** Adds `--cycle C [--revision N]` and `--snapshot FILE` to a study's verb. */
export const snapshotOption = (command: Command, terminal: Terminal): Command =>
  cycleOption(command, terminal)
    .option(
      '--revision <n>',
      terminal.text({ zh: '第几次修订（默认最新）', en: 'a revision (default: the latest)' }),
    )
    .option(
      '--snapshot <file>',
      terminal.text({
        zh: '改用排名快照文件（离线）',
        en: 'a ranking snapshot file instead of the deployment (offline)',
      }),
    )
    .option(
      '--edition-file <file>',
      terminal.text({
        zh: '快照所用的指标体系文件（仅离线且该版本为部门载入时需要）',
        en: 'the methodology of a snapshot, where it is a loaded one and the deployment is not reached',
      }),
    );

/**
 * The ranking to study: a file, or a revision of a cycle of the deployment (the latest unless `revision` says which).
 * With both a file and a cycle or revision they must agree.
 * @throws {CannotDo} when neither is named, the file is no snapshot or contradicts itself, or there is no such revision.
 */
export async function loadSnapshot(options: SnapshotOptions): Promise<RankingSnapshot> {
  const { snapshot: path } = options;
  const revision = requireRevision(options.revision);
  if (path === undefined) {
    if (options.cycle === undefined) {
      throw new CannotDo({
        zh: '请用 --cycle 指定评价年度，或用 --snapshot 指定排名快照文件。',
        en: 'Name the cycle with --cycle, or a ranking snapshot file with --snapshot.',
      });
    }
    return fromDeployment(requireCycle(options.cycle), revision);
  }
  const cycle = options.cycle === undefined ? undefined : requireCycle(options.cycle);
  const snapshot = await fromFile(path, options.editionFile);
  if ((cycle ?? snapshot.cycle) !== snapshot.cycle || (revision ?? snapshot.revision) !== snapshot.revision) {
    throw new CannotDo({
      zh: `快照 ${path} 是 ${snapshot.cycle} 年度第 ${snapshot.revision} 次修订，与 --cycle、--revision 不符。`,
      en: `The snapshot ${path} is revision ${snapshot.revision} of cycle ${snapshot.cycle}, not the one that --cycle and --revision name.`,
    });
  }
  return snapshot;
}

/**
 * The methodology edition under which a snapshot was made.
 * @throws {CannotDo} when this program does not have that edition in that version.
 */
export function editionOf({ methodology: { id, version } }: RankingSnapshot): Edition {
  const edition = knownEdition(id, version);
  if (edition === null) {
    throw new CannotDo({
      zh: `本程序没有指标体系 ${id}@${version}；若为部门载入的版本，请用 --edition-file 指定其文件。`,
      en: `This program does not have the methodology ${id}@${version}; name the file of a loaded one with --edition-file.`,
    });
  }
  return edition;
}

async function fromDeployment(cycle: string, wanted: number | undefined): Promise<RankingSnapshot> {
  // The cloud's clients are loaded only here: a study of a file starts in a fraction of their time.
  const { rankingsOf } = await import('../client/rankings.ts');
  const { findDeployment } = await import('../local/deployment.ts');
  const standing = await rankingsOf(await findDeployment()).readStanding(cycle, wanted);
  if (standing === null) {
    throw new CannotDo({
      zh: `${cycle} 年度尚无排名。`,
      en: `There is no ranking of cycle ${cycle} yet.`,
    });
  }
  await knowEditionOf(standing.snapshot.methodology);
  return standing.snapshot;
}

async function fromFile(path: string, editionFile: string | undefined): Promise<RankingSnapshot> {
  const { bytes } = await openFile(path);
  const parsed = SnapshotDocument.safeParse(jsonOf(path, bytes));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.join('.') || '—';
    throw new CannotDo(
      {
        zh: `${path} 不是排名快照（gaoxin-ranking@1）：${place} 处有误（${issue?.message ?? ''}）。`,
        en: `${path} is no ranking snapshot (gaoxin-ranking@1): wrong at ${place} (${issue?.message ?? ''}).`,
      },
      { cause: parsed.error },
    );
  }
  await knowEditionOf(parsed.data.methodology, editionFile);
  const contradiction = contradictionOf(parsed.data);
  if (contradiction !== null) {
    throw new CannotDo({
      zh: `快照 ${path} 自相矛盾：${contradiction.zh}。`,
      en: `The snapshot ${path} contradicts itself: ${contradiction.en}.`,
    });
  }
  return parsed.data;
}

function jsonOf(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new CannotDo(
      {
        zh: `${path} 不是 JSON 文件，无法作为排名快照读取。`,
        en: `${path} is not JSON, hence no ranking snapshot.`,
      },
      { cause: error },
    );
  }
}

/** A study that re-ranks must start from the recorded result: that is what the recorded input gives, or the file was altered. */
function contradictionOf(snapshot: RankingSnapshot): { zh: string; en: string } | null {
  const { input, methodology, result } = snapshot;
  if (input.cycle !== snapshot.cycle) {
    return { zh: 'input.cycle 与 cycle 不同', en: 'input.cycle is not cycle' };
  }
  if (input.methodology.id !== methodology.id || input.methodology.version !== methodology.version) {
    return { zh: 'input.methodology 与 methodology 不同', en: 'input.methodology is not methodology' };
  }
  try {
    const again = rank(editionOf(snapshot), input);
    if (canonicalJson(again) === canonicalJson(result)) return null;
  } catch (error) {
    // `rank` says what contradicts itself with a plain Error; any other kind is a defect of ours.
    if (!(error instanceof Error) || error.name !== 'Error') throw error;
    return {
      zh: `记录的输入无法排名（${error.message}）`,
      en: `its input cannot be ranked (${error.message})`,
    };
  }
  return {
    zh: '按记录的输入重算，结果与记录的不同',
    en: 'ranking its recorded input again gives another result',
  };
}
