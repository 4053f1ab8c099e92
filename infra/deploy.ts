import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { localUp } from '../cli/local/local-up.ts';
import { CannotDo, localeOf } from '../cli/terminal/context.ts';
import { Configuration } from './config.ts';
import { projectRoot } from './function-code.ts';
import { ProgramFailed, runProgram } from './run-program.ts';

const usage = {
  zh: '部署到真实账户须写明账户和区域：npm run deploy -- --account 123456789012 --region cn-north-1 [--alarm-email 邮箱]；部署到本机请用 gaoxin local up，或先设 AWS_ENDPOINT_URL。',
  en: 'A real account is deployed to only when account and region are named: npm run deploy -- --account 123456789012 --region cn-north-1 [--alarm-email ADDRESS]; for this machine use gaoxin local up, or set AWS_ENDPOINT_URL.',
};

/** `npm run deploy`: to the endpoint of AWS_ENDPOINT_URL, or to a real account that is named outright. */
async function deploy(words: readonly string[]): Promise<void> {
  const { account, region, 'alarm-email': alarmEmail } = readWords(words);
  if (process.env.AWS_ENDPOINT_URL) {
    if (account !== undefined || region !== undefined) {
      throw new CannotDo({
        zh: `已设 AWS_ENDPOINT_URL=${process.env.AWS_ENDPOINT_URL}，又写明了真实账户：请二者取一。`,
        en: `AWS_ENDPOINT_URL=${process.env.AWS_ENDPOINT_URL} is set and a real account is named: choose one of them.`,
      });
    }
    const { endpoint } = await localUp({ report: (step) => console.error(step[locale]) });
    console.log(endpoint);
    return;
  }
  const given = { stage: 'cloud', account, region, ...(alarmEmail === undefined ? {} : { alarmEmail }) };
  if (!Configuration.safeParse(given).success) throw new CannotDo(usage);
  await runProgram(
    join(projectRoot, 'node_modules', '.bin', 'cdk'),
    ['deploy', '--all', ...Object.entries(given).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    {
      directory: projectRoot,
      environment: { ...process.env, AWS_REGION: region, AWS_DEFAULT_REGION: region },
      timeoutSeconds: 3600,
    },
  );
}

function readWords(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...words], options: { account: text, region: text, 'alarm-email': text } })
      .values;
  } catch (error) {
    throw new CannotDo(usage, { cause: error });
  }
}

const locale = localeOf(undefined, process.env);
try {
  await deploy(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CannotDo || error instanceof ProgramFailed)) throw error;
  console.error(error instanceof CannotDo ? error[locale] : error.message);
  process.exitCode = 2;
}
