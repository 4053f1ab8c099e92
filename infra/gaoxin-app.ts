import {
  App,
  type AppProps,
  CliCredentialsStackSynthesizer,
  DefaultStackSynthesizer,
  type IStackSynthesizer,
  type StackProps,
  Tags,
} from 'aws-cdk-lib';
import { type Configuration, readConfiguration } from './config.ts';
import type { FunctionCode } from './function-code.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { StorageStack } from './storage-stack.ts';

/** Behaviour of the CDK that we choose; kept in code, so that command, tests and `synth` see the same. */
const featureFlags = {
  '@aws-cdk/core:enablePartitionLiterals': true,
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/aws-events:eventsTargetQueueSameAccount': true,
  // CloudFormation then refuses to take away what the pipeline stack still uses.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
};

export interface GaoxinApp {
  readonly app: App;
  readonly configuration: Configuration;
  readonly storage: StorageStack;
  readonly pipeline: PipelineStack;
}

/** The whole system: what is kept, and what works on it. */
export function composeApp(app: App, configuration: Configuration, code: FunctionCode): GaoxinApp {
  const environment = (): StackProps & { configuration: Configuration } => ({
    configuration,
    env: { account: configuration.account, region: configuration.region },
    // The CDK's classes and interfaces disagree under exactOptionalPropertyTypes.
    synthesizer: (configuration.bootstrapRoles
      ? new DefaultStackSynthesizer()
      : new CliCredentialsStackSynthesizer()) as IStackSynthesizer,
  });
  const storage = new StorageStack(app, 'gaoxin-storage', environment());
  const pipeline = new PipelineStack(app, 'gaoxin-pipeline', { ...environment(), code, storage });
  Tags.of(app).add('project', 'gaoxin');
  Tags.of(app).add('stage', configuration.stage);
  return { app, configuration, storage, pipeline };
}

/** An empty app with our flags; its configuration comes from the context of the call, if not from `context`. */
export function newApp(context: Readonly<Record<string, unknown>> = {}, props: AppProps = {}): App {
  return new App({
    analyticsReporting: false,
    treeMetadata: false,
    ...props,
    context: { ...featureFlags, ...context },
  });
}

/** The configuration that the command line gave as context. */
export const configurationOf = (app: App): Configuration =>
  readConfiguration(
    Object.fromEntries(
      ['stage', 'account', 'region', 'alarmEmail'].map((key) => [key, app.node.tryGetContext(key)]),
    ),
  );
