import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { build } from 'esbuild';

/** Every function, by the name of its folder under `functions/`. */
export const functionNames = [
  'receive-return',
  'validate-return',
  'score-return',
  'rank-parks',
  'review-parks',
  'publish-events',
  'retry-events',
  'notify-ministry',
  'notify-parks',
  'manage-cycle',
  'advance-cycle',
] as const;
export type FunctionName = (typeof functionNames)[number];

/** Where a stack gets a function's code from. */
export type FunctionCode = (name: FunctionName) => Code;

export const projectRoot = join(import.meta.dirname, '..');

const handlerPath = (name: FunctionName): string => join(projectRoot, 'functions', name, 'handler.ts');

/**
 * Bundles the functions into `directory/<name>/index.mjs`: one esbuild run for all, which parses what they share
 * once (NodejsFunction starts an esbuild for each). The code of an unchanged function keeps its hash.
 */
export async function bundleFunctions(
  directory: string,
  names: readonly FunctionName[] = functionNames,
): Promise<FunctionCode> {
  rmSync(directory, { recursive: true, force: true });
  await build({
    absWorkingDir: projectRoot,
    entryPoints: names.map((name) => ({ in: handlerPath(name), out: `${name}/index` })),
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // Names stay readable in stack traces; white space and dead branches are what costs at a cold start.
    minifySyntax: true,
    minifyWhitespace: true,
    mainFields: ['module', 'main'],
    // CommonJS inside an ESM bundle (the X-Ray SDK) asks for node's modules by `require`.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  return (name) => Code.fromAsset(join(directory, name));
}

/** The functions' source folders in place of bundles: for tests and checks that only read the template. */
export const unbundledCode: FunctionCode = (name) => Code.fromAsset(join(projectRoot, 'functions', name));
