import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import type { CycleAnswers } from '../../functions/manage-cycle/manage-cycle.ts';
import type { GivenCommand } from '../../shared/domain/cycles/command.ts';
import type { CycleRefusal } from '../../shared/domain/cycles/refusal.ts';
import type { Deployment } from '../local/deployment.ts';
import { CannotDo } from '../terminal/context.ts';
import { isLostConnection } from './lost-connection.ts';

/** What is answered to a command: done, with what it did, or a refusal with its reason. */
export type MinistryAnswer<Command extends GivenCommand> = CycleAnswers[Command['command']] | CycleRefusal;

const Answer = z.union([
  z.looseObject({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    code: z.string(),
    message: z.object({ zh: z.string(), en: z.string() }),
  }),
]);

/**
 * Gives the ministry's function one command and returns its answer.
 * Throws CannotDo where the function is not there or failed.
 */
export async function manageCycle<Command extends GivenCommand>(
  deployment: Pick<Deployment, 'manageCycleFunction'>,
  command: Command,
): Promise<MinistryAnswer<Command>> {
  const client = new LambdaClient({ maxAttempts: 3 });
  try {
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({
        FunctionName: deployment.manageCycleFunction,
        Payload: new TextEncoder().encode(JSON.stringify(command)),
      }),
    );
    const text = new TextDecoder().decode(Payload);
    if (FunctionError !== undefined) throw new Error(`${FunctionError}: ${text}`);
    // Whose members are what the function's own types say: both come from this working tree.
    return Answer.parse(JSON.parse(text)) as MinistryAnswer<Command>;
  } catch (error) {
    if (isLostConnection(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotDo(
      {
        zh: `主管部门操作 ${command.command} 未能完成：${reason}`,
        en: `The ministry’s command ${command.command} could not be done: ${reason}`,
      },
      { cause: error },
    );
  } finally {
    client.destroy();
  }
}

/** As `manageCycle`, for callers to whom a refusal is a failure. Throws CannotDo with the refusal's own words. */
export async function manageCycleOrFail<Command extends GivenCommand>(
  deployment: Pick<Deployment, 'manageCycleFunction'>,
  command: Command,
): Promise<CycleAnswers[Command['command']]> {
  const answer = await manageCycle(deployment, command);
  if (!answer.ok) throw new CannotDo((answer as CycleRefusal).message);
  return answer as CycleAnswers[Command['command']];
}
