import { GetFunctionConfigurationCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';

/** Name of a deployed function, by its name in the stack (`RankParks`). */
export async function functionOfStep(step: string): Promise<string> {
  const { Functions = [] } = await new LambdaClient({}).send(new ListFunctionsCommand({}));
  const name = Functions.map(({ FunctionName = '' }) => FunctionName).find(
    (each) => each.startsWith('gaoxin-pipeline-') && each.includes(step),
  );
  if (name === undefined) throw new Error(`There is no function ${step}`);
  return name;
}

/** ARN of the role of a deployed function. */
export async function roleOfStep(step: string): Promise<string> {
  const { Role } = await new LambdaClient({}).send(
    new GetFunctionConfigurationCommand({ FunctionName: await functionOfStep(step) }),
  );
  if (!Role) throw new Error(`${step} has no role`);
  return Role;
}
