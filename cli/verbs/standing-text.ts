import type { Terminal } from '../terminal/context.ts';
import type { Standing } from './park-status.ts';

/** What the star in the list of submissions means, and who vouches for that one; a signature that was displaced is said to be. */
export function sayInForce(
  { inForce, signOff, isSignedOff }: Pick<Standing, 'inForce' | 'signOff' | 'isSignedOff'>,
  { say, text }: Terminal,
): void {
  if (inForce === null) {
    say(text({ zh: '目前没有在用版本', en: 'nothing is in force' }));
    return;
  }
  say(text({ zh: '* 在用版本', en: '* in force' }));
  if (signOff === null) {
    say(text({ zh: '未签署确认', en: 'not signed off' }));
    return;
  }
  const { unitHead, statisticsHead } = signOff.signatories;
  const names = `${unitHead} / ${statisticsHead}  ${signOff.at}`;
  say(
    isSignedOff
      ? text({ zh: `已签署确认：${names}`, en: `signed off: ${names}` })
      : text({
          zh: `未签署确认（此前对 ${signOff.submissionId} 的签署已失效：${names}）`,
          en: `not signed off (the one of ${signOff.submissionId} counts no more: ${names})`,
        }),
  );
}

/** Why and for what a return is open for correction; once the cycle is published none can come any more. */
export function sayReopening(
  reopening: Standing['reopening'],
  isPublished: boolean,
  { say, text }: Terminal,
): void {
  if (reopening === null) return;
  const { reason, deadline, scope } = reopening;
  if (isPublished) {
    say(
      text({
        zh: `曾退回：${reason}；发布前没有通过的更正，按原数发布`,
        en: `was reopened: ${reason}; no correction was accepted, and it is published as it was`,
      }),
    );
    return;
  }
  say(
    text({
      zh: `已退回：${reason}；更正截止 ${deadline ?? '发布前'}；允许更正 ${scope?.join(' ') ?? '全部项目'}`,
      en: `reopened: ${reason}; correction due ${deadline ?? 'before publication'}; may change ${scope?.join(' ') ?? 'everything'}`,
    }),
  );
}
