import { CannotDo, type Terminal } from '../terminal/context.ts';
import { startProgress } from '../terminal/progress.ts';
import { table } from '../terminal/table.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { type Deployment, findDeployment } from './deployment.ts';
import { isAlive, isHealthy } from './emulator.ts';
import { givenConnection } from './local-connection.ts';
import { localHome, readLocalState } from './local-state.ts';
import { localDown, localUp } from './local-up.ts';

/** `gaoxin local up|down|status|reset`. */
export const defineLocal: DefineVerb = (verb, terminal, finish) => {
  verb
    .command('up')
    .description(terminal.text({ zh: '启动并部署（可重复执行）', en: 'start and deploy; idempotent' }))
    .action(async () => {
      await up(terminal);
      finish(0);
    });
  verb
    .command('down')
    .description(terminal.text({ zh: '停止，数据随之清除', en: 'stop; its data goes with it' }))
    .action(async () => {
      refuseForGiven('down');
      const ran = await localDown();
      terminal.say(
        ran
          ? terminal.text({ zh: '本机云环境已停止。', en: 'The local cloud is stopped.' })
          : terminal.text({ zh: '本机云环境没有在运行。', en: 'The local cloud was not running.' }),
      );
      terminal.answer({ stopped: ran });
      finish(0);
    });
  verb
    .command('status')
    .description(terminal.text({ zh: '是否在运行、地址与资源', en: 'whether it runs, where, with what' }))
    .action(async () => finish(await status(terminal)));
  verb
    .command('reset')
    .description(terminal.text({ zh: '清除数据并重新部署', en: 'wipe all data and deploy again' }))
    .action(async () => {
      refuseForGiven('reset');
      await localDown();
      await up(terminal);
      finish(0);
    });
};

/** Steps of a first `up`: install, start, deploy. */
const steps = 3;

async function up(terminal: Terminal): Promise<void> {
  const startedAt = performance.now();
  const progress = startProgress(terminal, { zh: '本机云环境', en: 'local cloud' }, steps);
  let taken = 0;
  let cloud: Awaited<ReturnType<typeof localUp>>;
  try {
    cloud = await localUp({
      report: (step) => {
        taken += 1;
        progress.advance();
        if (!terminal.isTty) terminal.note(`  ${terminal.text(step)} …`);
      },
    });
    // A step that was done already counts as done.
    progress.advance(steps - taken);
  } finally {
    progress.done();
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  terminal.say(
    cloud.changed
      ? terminal.text({
          zh: `本机云环境就绪（${seconds} 秒）。`,
          en: `The local cloud is ready (${seconds} s).`,
        })
      : terminal.text({
          zh: '本机云环境已在运行，代码未变。',
          en: 'The local cloud was up already, nothing has changed.',
        }),
  );
  describe(terminal, cloud);
}

async function status(terminal: Terminal): Promise<0 | 1> {
  const given = givenConnection();
  const state = given ? undefined : readLocalState(localHome);
  const runs = given
    ? await answers(given.endpoint)
    : state !== undefined && isAlive(state) && (await isHealthy(state.endpoint));
  if (!runs) {
    terminal.say(
      terminal.text({
        zh: '本机云环境没有在运行：请执行 gaoxin local up。',
        en: 'The local cloud is not running: run gaoxin local up.',
      }),
    );
    terminal.answer({ running: false });
    return 1;
  }
  try {
    describe(terminal, await findDeployment(), { running: true });
  } catch (error) {
    if (!(error instanceof CannotDo)) throw error;
    terminal.say(error[terminal.locale]);
    terminal.answer({ running: true, endpoint: given?.endpoint ?? state?.endpoint });
    return 1;
  }
  return 0;
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    await fetch(endpoint, { method: 'HEAD', signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}

function describe(terminal: Terminal, deployment: Deployment, more: Record<string, unknown> = {}): void {
  const members = {
    endpoint: deployment.endpoint,
    region: deployment.region,
    submissionsBucket: deployment.submissionsBucket,
    reportsBucket: deployment.reportsBucket,
    eventBus: deployment.eventBus,
    ministryQueueUrl: deployment.ministryQueueUrl,
    table: deployment.table,
    apiUrl: null,
    consoleUrl: null,
    ministryTopicArn: deployment.ministryTopicArn,
    manageCycleFunction: deployment.manageCycleFunction,
  };
  terminal.say(
    table(
      [terminal.text({ zh: '项目', en: 'what' }), terminal.text({ zh: '值', en: 'where' })],
      Object.entries(members).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    ),
  );
  terminal.answer({ ...more, ...members });
}

function refuseForGiven(verb: string): void {
  const given = givenConnection();
  if (!given) return;
  throw new CannotDo({
    zh: `AWS_ENDPOINT_URL=${given.endpoint} 由您设定，不归本命令管理，拒绝 ${verb}；取消该变量后再试。`,
    en: `AWS_ENDPOINT_URL=${given.endpoint} was set by you and is not ours to ${verb}; unset it and try again.`,
  });
}
