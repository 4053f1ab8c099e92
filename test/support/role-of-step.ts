import { GetFunctionConfigurationCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';

/** ARN of the role of a deployed function, by its name in the stack (`RankParks`). */
export async function roleOfStep(step: string): Promise<string> {
  const client = new LambdaClient({});
  const { Functions = [] } = await client.send(new ListFunctionsCommand({}));
  const deployed = Functions.find(
    ({ FunctionName = '' }) => FunctionName.startsWith('gaoxin-pipeline-') && FunctionName.includes(step),
  );
  const { Role } = await client.send(
    new GetFunctionConfigurationCommand({ FunctionName: deployed?.FunctionName }),
  );
  if (!Role) throw new Error(`${step} has no role`);
  return Role;
}
