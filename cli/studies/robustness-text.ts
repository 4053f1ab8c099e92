import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { Terminal } from '../terminal/context.ts';
import { sayHeading } from '../verbs/ranking-text.ts';
import type { RobustnessAnswer } from './robustness-answer.ts';
import { sayAhead, sayIntervals, sayRivals } from './robustness-intervals-text.ts';
import { methodKindText } from './robustness-labels.ts';
import { saySensitivity } from './robustness-sensitivity-text.ts';
import { sayMethods, sayWithoutIndicator, sayWithoutPark } from './robustness-shifts-text.ts';
import { listed } from './study-labels.ts';

/** A robustness study for people; `limit` rows of each table. */
export function sayRobustness(
  snapshot: RankingSnapshot,
  answer: RobustnessAnswer,
  limit: number,
  terminal: Terminal,
): void {
  const { say, text } = terminal;
  sayHeading(snapshot, terminal);
  const varied = answer.varied.map((kind) => methodKindText[kind]);
  say(text(answer.assumption.text));
  if (varied.length > 0) {
    say(
      text({
        zh: `同时在各方法中等可能地抽取：${listed(varied.map(({ zh }) => zh)).zh}。`,
        en: `Also drawn, each method as likely as the others: ${listed(varied.map(({ en }) => en)).en}.`,
      }),
    );
  }
  if (answer.intervals !== null) sayIntervals(answer, answer.intervals, limit, terminal);
  if (answer.ahead !== null) sayAhead(answer.ahead, terminal);
  if (answer.rivals !== null) sayRivals(answer.rivals, limit, terminal);
  if (answer.methods !== null) sayMethods(answer.methods, terminal);
  if (answer.withoutIndicator !== null) sayWithoutIndicator(answer.withoutIndicator, limit, terminal);
  if (answer.withoutPark !== null) sayWithoutPark(answer.withoutPark, limit, terminal);
  if (answer.sensitivity !== null) saySensitivity(answer.sensitivity, limit, terminal);
}
