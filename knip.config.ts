import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'cli/gaoxin.ts',
    'cli/demo/demo.ts',
    'functions/*/handler.ts',
    'infra/{app,synth,deploy}.ts',
    'events/write-schemas.ts',
    'bench/bench.ts',
    'test/**/*.test.ts',
  ],
  project: ['{cli,functions,infra,events,shared,bench,test}/**/*.ts'],
  // `node` puts Node 24 first on PATH of every npm script; `cdk` is started by path.
  ignoreDependencies: ['node', 'aws-cdk'],
  ignoreExportsUsedInFile: true,
};

export default config;
