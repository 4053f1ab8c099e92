import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'functions/*/handler.ts',
    'infra/app.ts',
    // Each bench is loaded by its name, each peer started by path.
    'bench/*.ts',
    'bench/peers/*.ts',
    'test/**/*.test.ts',
  ],
  project: ['{cli,functions,infra,events,shared,bench,test}/**/*.ts'],
  // `cdk` is started by path.
  ignoreDependencies: ['aws-cdk'],
  ignoreExportsUsedInFile: true,
};

export default config;
