import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  InvokeCommand,
  LambdaClient,
  ResourceConflictException,
} from '@aws-sdk/client-lambda';
import { build } from 'esbuild';
import { zipSync } from 'fflate';
import { projectRoot } from '../../infra/function-code.ts';
import { eventually } from './eventually.ts';

/** Bundles a handler given as source text, as a Lambda takes it. */
export async function zippedFunction(source: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: projectRoot, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    outfile: 'index.mjs',
    minify: true,
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
  });
  const code = outputFiles[0]?.contents;
  if (!code) throw new Error('esbuild wrote nothing');
  return zipSync({ 'index.mjs': code });
}

/** Makes a function that lives as long as `await using` holds it, and answers how to call it. */
export async function probeFunction(name: string, code: Uint8Array, role: string) {
  const client = new LambdaClient({});
  await client
    .send(
      new CreateFunctionCommand({
        FunctionName: name,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: role,
        Timeout: 30,
        Code: { ZipFile: code },
      }),
    )
    .catch((error: unknown) => {
      if (!(error instanceof ResourceConflictException)) throw error;
    });
  return {
    call: (event: unknown): Promise<unknown> =>
      // A new function is pending for some seconds in a real account.
      eventually(
        async () => {
          const { Payload, FunctionError } = await client.send(
            new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event) }),
          );
          const answer: unknown = JSON.parse(Buffer.from(Payload ?? []).toString());
          if (FunctionError) throw new Error(`${name}: ${JSON.stringify(answer)}`);
          return answer;
        },
        { within: 20 },
      ),
    [Symbol.asyncDispose]: async () => {
      await client.send(new DeleteFunctionCommand({ FunctionName: name }));
    },
  };
}
