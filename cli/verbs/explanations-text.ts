import type { AskedAgain, Explanation } from '../../shared/domain/returns/explanation.ts';
import { EXPLANATION_REASONS, explanationReason } from '../../shared/domain/returns/explanation-reasons.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import type { RepeatedExplanation } from '../../shared/domain/returns/repeated-explanations.ts';
import type { Terminal } from '../terminal/context.ts';

/** Explanations shown in a terminal; `--json` has all of them. */
const SHOWN = 20;

/** `01 业务实际变化` or `01 real change of business`. */
const reasonText = ({ zh, en }: Localised, { text }: Pick<Terminal, 'text'>): string =>
  text({ zh, en: `${zh.slice(0, 2)} ${en}` });

/** Every reason with its code, for help texts. */
export const reasonsText = (terminal: Pick<Terminal, 'text'>): string =>
  EXPLANATION_REASONS.map((reason) => reasonText(reason, terminal)).join(
    terminal.text({ zh: '；', en: '; ' }),
  );

/** The explanations of a return, each with its finding and reason. */
export function sayExplanations(explanations: readonly Explanation[], terminal: Terminal): void {
  if (explanations.length === 0) return;
  const { say, text } = terminal;
  say();
  say(
    text({
      zh: `说明 ${explanations.length} 条${explanations.length > SHOWN ? `，显示前 ${SHOWN} 条` : ''}`,
      en: `${explanations.length} explanations${explanations.length > SHOWN ? `, the first ${SHOWN} shown` : ''}`,
    }),
  );
  for (const { finding, reason, text: words } of explanations.slice(0, SHOWN)) {
    const known = explanationReason(reason);
    say(`  #${finding}  ${known === null ? reason : reasonText(known, terminal)}  ${words}`);
  }
}

/** Queries that were explained and are asked again, with what left its band. */
export function sayAskedAgain(asked: readonly AskedAgain[], { say, text }: Terminal): void {
  if (asked.length === 0) return;
  const blank = text({ zh: '空', en: 'blank' });
  say();
  say(
    text({
      zh: `曾经说明、须重新说明的问题 ${asked.length} 个`,
      en: `${asked.length} findings were explained before and must be explained again`,
    }),
  );
  for (const { finding, because } of asked.slice(0, SHOWN)) {
    const why =
      because.because === 'other-side'
        ? { zh: '数值已越过规则的阈值', en: 'the value has crossed a threshold of the rule' }
        : {
            zh: `${because.value} 说明时为 ${because.explained ?? blank}，现为 ${because.now ?? blank}，变动超过 5%`,
            en: `${because.value} was ${because.explained ?? blank} when explained and is ${because.now ?? blank}: more than 5% away`,
          };
    say(`  #${finding}  ${text(why)}`);
  }
}

/** For the reviewer: the same words for several findings. */
export function sayRepeated(repeated: readonly RepeatedExplanation[], { say, text }: Terminal): void {
  for (const { text: words, findings } of repeated) {
    say(
      text({
        zh: `请复核：${findings} 个问题的说明文字相同：“${words}”`,
        en: `To review: ${findings} findings are explained with the same words: “${words}”`,
      }),
    );
  }
}
