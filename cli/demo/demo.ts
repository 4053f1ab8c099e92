import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { rankingsOf } from '../client/rankings.ts';
import { returnsOf } from '../client/returns.ts';
import { isAlive } from '../local/emulator.ts';
import { givenConnection } from '../local/local-connection.ts';
import { localHome, readLocalState } from '../local/local-state.ts';
import { type LocalCloud, localDown, localUp } from '../local/local-up.ts';
import { CannotDo, openTerminal, type Terminal } from '../terminal/context.ts';
import { NotAsPromised } from './not-as-promised.ts';
import { openNotifications } from './notifications.ts';
import { sayNext } from './report.ts';
import { tellStory } from './story.ts';
import { watchEndpoint } from './watch-endpoint.ts';

/** Milliseconds after which the end of the local cloud has been noticed. */
const noticedWithin = 3_000;

/** `npm run demo [-- --keep] [-- --locale zh|en]`: exit 0 and `DEMO OK` last, or 1 and what failed. */
async function main(argv: readonly string[]): Promise<number> {
  const terminal = openTerminal(argv, process.env);
  const began = performance.now();
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () =>
      interrupted.abort(new CannotDo({ zh: '演示已中断。', en: 'The demo was interrupted.' })),
    );
  }
  let gone: AbortSignal | undefined;
  let takeDown = async (): Promise<unknown> => undefined;
  try {
    const { keep } = readFlags(argv);
    const { directory, isOurs } = whereToRun(keep);
    if (isOurs) takeDown = () => localDown(directory);
    // What an earlier demo may have left when it was killed.
    if (isOurs && !keep) await takeDown();
    const report = (step: { zh: string; en: string }): void => terminal.note(`${terminal.text(step)} …`);
    const starting = localUp({ report, ...(isOurs && !keep ? { directory } : {}) });
    const cloud = await Promise.race([starting, ended(interrupted.signal)]);
    gone = isOurs ? cloud.gone : watchEndpoint(cloud.endpoint);
    await Promise.race([play(cloud, gone, terminal), ended(gone), ended(interrupted.signal)]);
    sayNext(terminal, keep);
    if (!keep) await takeDown();
  } catch (error) {
    const cause = interrupted.signal.aborted ? error : await causeOf(error, gone);
    const sentence = sentenceOf(cause, terminal);
    await takeDown();
    terminal.note(sentence);
    return 1;
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  terminal.say(terminal.text({ zh: `\n用时 ${seconds} 秒`, en: `\n${seconds} s` }));
  terminal.say('DEMO OK');
  return 0;
}

function readFlags(argv: readonly string[]): { keep: boolean } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { keep: { type: 'boolean' }, locale: { type: 'string' } },
    });
    return { keep: values.keep === true };
  } catch (error) {
    throw new CannotDo(
      {
        zh: '用法：npm run demo [-- --keep] [-- --locale zh|en]',
        en: 'Usage: npm run demo [-- --keep] [-- --locale zh|en]',
      },
      { cause: error },
    );
  }
}

/**
 * A fresh instance: a private one that goes with the demo or, to be kept, the one that `gaoxin` works on, so that its
 * verbs find what the demo leaves. That one must not be running already: its data are somebody's. An endpoint that the
 * user has set is used as it is.
 */
function whereToRun(keep: boolean): { readonly directory: string; readonly isOurs: boolean } {
  if (givenConnection()) return { directory: localHome, isOurs: false };
  if (!keep) return { directory: join(localHome, 'demo'), isOurs: true };
  const state = readLocalState(localHome);
  if (state && isAlive(state)) {
    throw new CannotDo({
      zh: '本机云环境已在运行，其中的数据不会被演示覆盖：请先执行 gaoxin local down，或不带 --keep。',
      en: 'The local cloud is running, and the demo does not touch its data: run gaoxin local down first, or leave --keep out.',
    });
  }
  return { directory: localHome, isOurs: true };
}

async function play(cloud: LocalCloud, gone: AbortSignal, terminal: Terminal): Promise<void> {
  const told = await openNotifications(cloud);
  await tellStory(
    {
      deployment: cloud,
      returns: returnsOf(cloud),
      rankings: rankingsOf(cloud),
      terminal,
      gone,
    },
    told,
  );
}

/** Rejects when the signal aborts; never resolves. */
const ended = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

/** A request may fail a moment before the watch sees why: whatever failed because the local cloud went away. */
async function causeOf(error: unknown, gone: AbortSignal | undefined): Promise<unknown> {
  if (gone === undefined || error instanceof NotAsPromised) return error;
  await Promise.race([ended(gone).catch(() => undefined), pause(noticedWithin)]);
  return gone.aborted ? gone.reason : error;
}

function sentenceOf(error: unknown, { text, locale }: Terminal): string {
  if (error instanceof CannotDo) return error[locale];
  const message = error instanceof Error ? error.message : String(error);
  return text({ zh: `演示失败：${message}`, en: `The demo failed: ${message}` });
}

// Requests to an emulator that is gone would be retried for a while yet: nothing waits for them.
process.exit(await main(process.argv.slice(2)));
