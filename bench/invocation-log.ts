import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { eventually } from '../cli/client/eventually.ts';

/** What the one line of an invocation says of its cost. */
export interface InvocationCost {
  readonly milliseconds: number;
  /** Most memory that its process had until then, in MB. */
  readonly peakMegabytes: number;
  /** Memory that the function is given, in MB. */
  readonly givenMegabytes: number;
}

const Line = z.object({
  function_request_id: z.string(),
  function_memory_size: z.coerce.number(),
  submissionId: z.string().optional(),
  durationMilliseconds: z.number().optional(),
  peakMemoryMegabytes: z.number().optional(),
});

/** The cost of the invocation of validate-return that judged a submission, from the function's log. */
export const validationCost = (submissionId: string): Promise<InvocationCost> =>
  eventually(
    async () => {
      const lines = await linesOf(await logGroupOfValidation());
      const requests = new Set(
        lines.filter((line) => line.submissionId === submissionId).map((line) => line.function_request_id),
      );
      const line = lines.find(
        ({ function_request_id, durationMilliseconds }) =>
          requests.has(function_request_id) && durationMilliseconds !== undefined,
      );
      if (line?.durationMilliseconds === undefined || line.peakMemoryMegabytes === undefined)
        return undefined;
      return {
        milliseconds: line.durationMilliseconds,
        peakMegabytes: line.peakMemoryMegabytes,
        givenMegabytes: line.function_memory_size,
      };
    },
    { within: 30_000, every: 500, what: 'the log of the validation' },
  );

async function logGroupOfValidation(): Promise<string> {
  const lambda = new LambdaClient({});
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const FunctionName = Functions.map((one) => one.FunctionName ?? '').find(
    (name) => name.startsWith('gaoxin-pipeline-') && name.includes('ValidateReturn'),
  );
  const { LoggingConfig } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  return LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}`;
}

async function linesOf(logGroupName: string): Promise<z.infer<typeof Line>[]> {
  const lines: z.infer<typeof Line>[] = [];
  const pages = paginateFilterLogEvents({ client: new CloudWatchLogsClient({}) }, { logGroupName });
  for await (const { events = [] } of pages) {
    for (const { message = '' } of events) {
      if (!message.startsWith('{')) continue;
      const line = Line.safeParse(JSON.parse(message));
      if (line.success) lines.push(line.data);
    }
  }
  return lines;
}
