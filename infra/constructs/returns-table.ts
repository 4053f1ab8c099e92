import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { tableKeys } from '../../shared/adapters/table-keys.ts';
import type { Configuration } from '../config.ts';
import type { PipelineFunction } from './pipeline-function.ts';

/** A cycle is a year; `?` is one character of it. */
const anyCycle = '????';

/** Partitions that a function may write, named by what they hold. */
const areas = {
  /** The cycle itself, the head of its ranking, its publication and frozen bounds. */
  cycle: tableKeys.cycle(anyCycle).pk,
  /** That it is published. */
  gates: tableKeys.publicationGate(anyCycle, '*').pk,
  register: tableKeys.registeredPark(anyCycle, '').pk,
  priors: tableKeys.priors(anyCycle, '').pk,
  /** What the ministry's accepted files say, each under its submission. */
  registerFiles: tableKeys.registeredPark(anyCycle, '', '*').pk,
  priorsFiles: tableKeys.priors(anyCycle, '', '*').pk,
  /** Which of them are in force, and amended values of last year. */
  registerInForce: tableKeys.registerInForce(anyCycle).pk,
  priorsInForce: tableKeys.priorsInForce(anyCycle).pk,
  amendments: tableKeys.amendment(anyCycle, 0).pk,
  indicatorValues: tableKeys.indicatorValues(anyCycle, '').pk,
  revisions: tableKeys.revision(anyCycle, 0).pk,
  /** Heads of the review lists. */
  reviews: tableKeys.reviewHead(anyCycle).pk,
  /** Returns, submissions, explanations and audit chains of the filers, the cycle's own chain among them. */
  filers: tableKeys.return(anyCycle, '*').pk,
  overview: tableKeys.returnOverview(anyCycle, '').pk,
  unrouted: tableKeys.unrouted('').pk,
  /** Loaded methodology editions. */
  editions: tableKeys.edition('', '0.0.0').pk,
  outbox: tableKeys.outbox('*').pk,
} as const;
export type TableArea = keyof typeof areas;

/** The one table: on demand, a stream of new images, point-in-time recovery, TTL on `expiresAt`. */
export class ReturnsTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, configuration: Configuration) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: configuration.keepsData,
      removalPolicy: configuration.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /** Reads by key and by partition; never a scan. */
  grantRead(reader: PipelineFunction): void {
    reader.allow({
      actions: ['dynamodb:GetItem', 'dynamodb:Query'],
      resources: [this.table.tableArn],
    });
  }

  /** Writes, alone and in transactions, items of the given partitions only. */
  grantWrite(writer: PipelineFunction, ...written: readonly TableArea[]): void {
    this.grantOn(writer, ['dynamodb:PutItem', 'dynamodb:ConditionCheckItem'], written);
  }

  /** Makes its transactions depend on items of the given partitions, without writing them. */
  grantCheck(writer: PipelineFunction, ...checked: readonly TableArea[]): void {
    this.grantOn(writer, ['dynamodb:ConditionCheckItem'], checked);
  }

  private grantOn(writer: PipelineFunction, actions: string[], on: readonly TableArea[]): void {
    writer.allow({
      actions,
      resources: [this.table.tableArn],
      conditions: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': on.map((area) => areas[area]) },
      },
    });
  }
}
