import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { defineDiagnose } from '../studies/diagnose-verb.ts';
import { studyMoves } from '../studies/explain-move.ts';
import { sayMove } from '../studies/explain-move-text.ts';
import { editionOf } from '../studies/load-snapshot.ts';
import { opennessGroupAnswers } from '../studies/openness-answer.ts';
import { sayGroups } from '../studies/openness-text.ts';
import { defineWhatIf } from '../studies/what-if-verb.ts';
import type { Terminal } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { NotAsPromised } from './not-as-promised.ts';
import { sayAct } from './report.ts';

/** What an analyst would ask next: why a rank moved, what would raise the park in openness, and what if a weight were other. */
export async function showStudies(
  { before, after, park }: { before: RankingSnapshot; after: RankingSnapshot; park: string },
  terminal: Terminal,
): Promise<void> {
  sayAct(terminal, { zh: '位次为何变动：分解为五个因素', en: 'Why the rank moved: five factors' });
  const study = studyMoves(before, after, park, terminal);
  const [move] = study.explained.moves;
  if (move === undefined) throw new NotAsPromised('no move was explained');
  sayMove(study, move, terminal);

  const folder = await mkdtemp(join(tmpdir(), 'gaoxin-demo-'));
  try {
    const file = join(folder, 'snapshot.json');
    await writeFile(file, JSON.stringify(after));
    sayAct(terminal, { zh: '一个园区的开放度与对策', en: 'Openness of one park, with tactics' });
    sayGroups({ groups: opennessGroupAnswers(editionOf(after), after, park) }, terminal);
    terminal.say();
    await runVerb(
      defineDiagnose,
      ['--snapshot', file, '--park', park, '--dimension', '4', '--limit', '3'],
      terminal,
    );
    sayAct(terminal, { zh: '假如 4.7 的赋权为 2', en: 'What if the weight of 4.7 were 2' });
    await runVerb(defineWhatIf, ['--snapshot', file, '--weight', '4.7=2', '--park', park], terminal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runVerb(define: DefineVerb, argv: readonly string[], terminal: Terminal): Promise<void> {
  const verb = new Command().exitOverride();
  define(verb, terminal, () => undefined);
  await verb.parseAsync([...argv], { from: 'user' });
}
