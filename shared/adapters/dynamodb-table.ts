import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Condition, Table, TableKey, TableWrite } from './table.ts';
import { ConflictError, ThrottledError } from './table-errors.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Errors of DynamoDB that mean "too much at once", by name: several are thrown without a class of their own. */
const throttles = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'InternalServerError',
]);

/** Cancellation reasons of a transaction that mean the same. */
const throttleReasons = new Set(['ProvisionedThroughputExceeded', 'ThrottlingError']);

const expressionOf = (condition: Condition) => {
  if (condition.is === 'absent') return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression:
      condition.is === 'equal' ? '#attribute = :value' : 'attribute_not_exists(pk) OR #attribute <= :value',
    ExpressionAttributeNames: { '#attribute': condition.attribute },
    ExpressionAttributeValues: { ':value': condition.value },
  };
};

const itemOf = (tableName: string, write: TableWrite): TransactItem =>
  'put' in write
    ? {
        Put: {
          TableName: tableName,
          Item: write.put,
          ...(write.when === undefined ? {} : expressionOf(write.when)),
        },
      }
    : {
        ConditionCheck: {
          TableName: tableName,
          Key: { pk: write.check.pk, sk: write.check.sk },
          ...expressionOf(write.when),
        },
      };

/** Throws what a failed transaction means to its caller, or returns `done-before`. */
const translate = (error: unknown, writes: readonly TableWrite[]): 'done-before' => {
  if (error instanceof TransactionCanceledException) {
    const reasons = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
    const failed = writes.filter((_, index) => reasons[index] === 'ConditionalCheckFailed');
    if (reasons.some((code) => throttleReasons.has(code))) {
      throw new ThrottledError('The table is throttling', { cause: error });
    }
    if (reasons.includes('TransactionConflict')) {
      throw new ConflictError('Another transaction holds one of the rows', { cause: error });
    }
    if (failed.length > 0 && failed.every((write) => 'put' in write && write.once === true))
      return 'done-before';
    if (failed.length > 0) {
      const rows = failed.map((write) => {
        const { pk, sk } = 'put' in write ? write.put : write.check;
        return `${pk} ${sk}`;
      });
      throw new ConflictError(`Changed in the meantime: ${rows.join(', ')}`, { cause: error });
    }
  }
  throw translatedRead(error);
};

const translatedRead = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  if (throttles.has(error.name)) return new ThrottledError('The table is throttling', { cause: error });
  // The same idempotency token is still at work: the outcome shows when the rows are read again.
  if (error.name === 'TransactionInProgressException' || error.name === 'TransactionConflictException') {
    return new ConflictError('Another transaction holds one of the rows', { cause: error });
  }
  return error;
};

const translating = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw translatedRead(error);
  }
};

/** The table over DynamoDB. */
export const dynamoDbTable = (client: DynamoDBDocumentClient, tableName: string): Table => ({
  read: ({ pk, sk }: TableKey) =>
    translating(async () => {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { pk, sk }, ConsistentRead: true }),
      );
      return Item;
    }),
  readPartition: (pk, skPrefix = '') =>
    translating(async () => {
      const rows: unknown[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: skPrefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
            ExpressionAttributeValues: { ':pk': pk, ...(skPrefix === '' ? {} : { ':prefix': skPrefix }) },
            ConsistentRead: true,
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        rows.push(...(page.Items ?? []));
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
      return rows;
    }),
  write: async (writes) => {
    try {
      await client.send(
        new TransactWriteCommand({ TransactItems: writes.map((write) => itemOf(tableName, write)) }),
      );
      return 'written';
    } catch (error) {
      return translate(error, writes);
    }
  },
});
