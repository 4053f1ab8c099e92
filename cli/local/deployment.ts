import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { CannotDo } from '../terminal/context.ts';
import { isAlive } from './emulator.ts';
import { type Connection, givenConnection, ownConnection, useConnection } from './local-connection.ts';
import { localHome, readLocalState } from './local-state.ts';

/** A deployed system: where it is, and the names of its parts. */
export interface Deployment {
  /** null for a real account. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly submissionsBucket: string;
  readonly reportsBucket: string;
  readonly table: string;
  readonly eventBus: string;
  readonly ministryQueueUrl: string;
  readonly ministryTopicArn: string;
  readonly manageCycleFunction: string;
  /** Every output of both stacks, by name: `ReceiveReturnDeadLetterQueueUrl`, … */
  readonly outputs: Readonly<Record<string, string>>;
}

const Outputs = z.looseObject({
  SubmissionsBucketName: z.string(),
  ReportsBucketName: z.string(),
  TableName: z.string(),
  EventBusName: z.string(),
  MinistryQueueUrl: z.string(),
  MinistryTopicArn: z.string(),
  ManageCycleFunctionName: z.string(),
});

const stacks = ['gaoxin-storage', 'gaoxin-pipeline'] as const;

/** The deployment that the stacks' outputs describe. */
export function deploymentOf(
  outputs: Readonly<Record<string, string>>,
  at: { readonly endpoint: string | null; readonly region: string },
): Deployment {
  const read = Outputs.parse(outputs);
  return {
    endpoint: at.endpoint,
    region: at.region,
    submissionsBucket: read.SubmissionsBucketName,
    reportsBucket: read.ReportsBucketName,
    table: read.TableName,
    eventBus: read.EventBusName,
    ministryQueueUrl: read.MinistryQueueUrl,
    ministryTopicArn: read.MinistryTopicArn,
    manageCycleFunction: read.ManageCycleFunctionName,
    outputs,
  };
}

/**
 * The deployment that the command works on, and makes this process' SDK clients reach it: the endpoint that
 * AWS_ENDPOINT_URL names; a real account only when GAOXIN_ACCOUNT and AWS_REGION name it outright; else the local cloud.
 * Call it before any client is made.
 * @throws {CannotDo} when nothing is running or deployed there.
 */
export async function findDeployment(): Promise<Deployment> {
  const given = givenConnection();
  if (given) {
    useConnection(given);
    return deploymentOf(await stackOutputs(given.endpoint), given);
  }
  if (process.env.GAOXIN_ACCOUNT) return findInAccount(process.env.GAOXIN_ACCOUNT);
  return localDeployment(localHome);
}

/** The deployment of the local cloud whose state is in `directory`. */
function localDeployment(directory: string): Deployment {
  const state = readLocalState(directory);
  if (!state) throw notRunning('本机云环境没有在运行', 'The local cloud is not running');
  if (!isAlive(state)) throw notRunning('本机云环境已意外停止', 'The local cloud has stopped unexpectedly');
  if (state.deployed === null)
    throw notRunning('本机云环境尚未部署完成', 'The local cloud is not fully deployed');
  const connection: Connection = ownConnection(state.endpoint);
  useConnection(connection);
  return deploymentOf(state.outputs, connection);
}

async function findInAccount(account: string): Promise<Deployment> {
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  if (!region) {
    throw new CannotDo({
      zh: '已设 GAOXIN_ACCOUNT 而未设 AWS_REGION：使用真实账户时两者都要写明。',
      en: 'GAOXIN_ACCOUNT is set but AWS_REGION is not: a real account is used only when both are named.',
    });
  }
  return deploymentOf(await stackOutputs(null, account), { endpoint: null, region });
}

/** Outputs of both stacks, asked of CloudFormation. */
async function stackOutputs(endpoint: string | null, account?: string): Promise<Record<string, string>> {
  const client = new CloudFormationClient({ maxAttempts: 2 });
  const outputs: Record<string, string> = {};
  try {
    for (const stack of stacks) {
      const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }), {
        abortSignal: AbortSignal.timeout(8000),
      });
      const found = Stacks[0];
      if (account !== undefined && found?.StackId?.split(':')[4] !== account) {
        throw new CannotDo({
          zh: `当前凭证属于另一个账户，而不是 GAOXIN_ACCOUNT=${account}。`,
          en: `The credentials in use belong to another account than GAOXIN_ACCOUNT=${account}.`,
        });
      }
      for (const { OutputKey, OutputValue } of found?.Outputs ?? []) {
        if (OutputKey !== undefined && OutputValue !== undefined) outputs[OutputKey] = OutputValue;
      }
    }
    return outputs;
  } catch (error) {
    if (error instanceof CannotDo) throw error;
    throw notDeployed(endpoint, error);
  } finally {
    client.destroy();
  }
}

function notDeployed(endpoint: string | null, cause: unknown): CannotDo {
  const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
  return new CannotDo(
    endpoint === null
      ? {
          zh: `该账户中找不到系统（${reason}）：请先执行 npm run deploy -- --account … --region …。`,
          en: `The system was not found in the account (${reason}): deploy it with npm run deploy -- --account … --region ….`,
        }
      : {
          zh: `在 ${endpoint}（AWS_ENDPOINT_URL）找不到系统（${reason}）：请执行 gaoxin local up 部署。`,
          en: `The system was not found at ${endpoint} (AWS_ENDPOINT_URL; ${reason}): deploy it with gaoxin local up.`,
        },
    { cause },
  );
}

const notRunning = (zh: string, en: string): CannotDo =>
  new CannotDo({ zh: `${zh}：请执行 gaoxin local up。`, en: `${en}: run gaoxin local up.` });
