import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { MetricName } from '../../shared/lambda/observability.ts';
import type { Configuration } from '../config.ts';
import type { FunctionCode, FunctionName } from '../function-code.ts';
import type { FunctionEnvironments } from '../function-environments.ts';
import { acknowledgeWildcards } from './acknowledge-wildcards.ts';
import { alarmPeriod, type Monitoring } from './monitoring.ts';

export interface PipelineFunctionProps<Name extends FunctionName = FunctionName> {
  readonly name: Name;
  readonly configuration: Configuration;
  readonly code: FunctionCode;
  readonly monitoring: Monitoring;
  /** What the function's own `environment.ts` asks for. */
  readonly environment: FunctionEnvironments[Name];
  readonly timeout: Duration;
  /** MB; the share of a processor grows with it (one whole at 1,769). */
  readonly memorySize: number;
}

/** What a construct needs to be of the pipeline, but for what is its own. */
export type PipelineContext = Pick<PipelineFunctionProps, 'configuration' | 'code' | 'monitoring'>;

/**
 * The one way to make a function: Node 24, an ESM bundle, a role that may write its own log and nothing else until
 * something is granted to it, a log group with a retention, and an alarm when invocations fail.
 */
export class PipelineFunction<Name extends FunctionName = FunctionName> extends Construct {
  readonly lambda: LambdaFunction;
  readonly name: Name;

  constructor(scope: Construct, id: string, props: PipelineFunctionProps<Name>) {
    super(scope, id);
    const { configuration } = props;
    this.name = props.name;
    const logGroup = new LogGroup(this, 'Log', {
      retention: configuration.keepsData ? RetentionDays.ONE_YEAR : RetentionDays.ONE_WEEK,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    this.lambda = new LambdaFunction(this, 'Function', {
      description: `gaoxin: ${props.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: props.code(props.name),
      handler: 'index.handler',
      timeout: props.timeout,
      memorySize: props.memorySize,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: configuration.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      environment: {
        ...props.environment,
        POWERTOOLS_SERVICE_NAME: props.name,
        POWERTOOLS_LOG_LEVEL: configuration.logLevel,
        POWERTOOLS_TRACE_ENABLED: String(configuration.tracing),
      },
    });
    if (configuration.tracing) {
      acknowledgeWildcards(role, ['*'], 'X-Ray takes segments for no resource in particular.');
    }
    props.monitoring.alarm(this, 'ErrorsAlarm', {
      metric: this.lambda.metricErrors({ period: alarmPeriod, statistic: 'Sum' }),
      above: 0,
      periods: 3,
      meaning: `${props.name}: whole invocations fail, for 15 minutes now.`,
      runbook: 'function-errors',
    });
  }

  /**
   * Allows actions on resources, no more. A resource that ends in a wildcard (a prefix of keys) needs `why`, which
   * becomes the acknowledgement of the nag finding.
   */
  allow(grant: {
    readonly actions: readonly string[];
    readonly resources: readonly string[];
    readonly conditions?: Readonly<Record<string, unknown>>;
    readonly why?: string;
  }): void {
    this.lambda.addToRolePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: [...grant.actions],
        resources: [...grant.resources],
        ...(grant.conditions ? { conditions: { ...grant.conditions } } : {}),
      }),
    );
    if (grant.why && this.lambda.role) acknowledgeWildcards(this.lambda.role, grant.resources, grant.why);
  }

  /** A metric that the function counts itself. */
  metric(metricName: MetricName, statistic: string): Metric {
    return new Metric({
      namespace: 'gaoxin',
      metricName,
      dimensionsMap: { service: this.name },
      period: alarmPeriod,
      statistic,
    });
  }
}
