import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoDbTable } from '../../../shared/adapters/dynamodb-table.ts';
import type { TableWrite } from '../../../shared/adapters/table.ts';
import { ConflictError, ThrottledError } from '../../../shared/adapters/table-errors.ts';

/** A client that answers every command with the next of `answers`, and keeps what it was sent. */
const clientThat = (...answers: (object | Error)[]) => {
  const sent: Record<string, unknown>[] = [];
  const client = {
    send: async (command: { readonly input: Record<string, unknown> }) => {
      sent.push(command.input);
      const answer = answers.shift() ?? {};
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return { client: client as unknown as DynamoDBDocumentClient, sent };
};

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const named = (name: string) => Object.assign(new Error(name), { name });

const state: TableWrite = {
  put: { pk: 'A', sk: 'RETURN', version: 2 },
  when: { is: 'equal', attribute: 'version', value: 1 },
};
const event: TableWrite = { put: { pk: 'OUTBOX#1', sk: 'EVENT' }, when: { is: 'absent' }, once: true };
const check: TableWrite = {
  check: { pk: 'A', sk: 'RETURN' },
  when: { is: 'absent-or-at-most', attribute: 'order', value: 'x' },
};

describe('a transaction on DynamoDB', () => {
  it('writes all parts with their conditions', async () => {
    const { client, sent } = clientThat({});
    expect(await dynamoDbTable(client, 'gaoxin').write([state, event, check])).toBe('written');
    expect(sent[0]).toEqual({
      TransactItems: [
        {
          Put: {
            TableName: 'gaoxin',
            Item: { pk: 'A', sk: 'RETURN', version: 2 },
            ConditionExpression: '#attribute = :value',
            ExpressionAttributeNames: { '#attribute': 'version' },
            ExpressionAttributeValues: { ':value': 1 },
          },
        },
        {
          Put: {
            TableName: 'gaoxin',
            Item: { pk: 'OUTBOX#1', sk: 'EVENT' },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        {
          ConditionCheck: {
            TableName: 'gaoxin',
            Key: { pk: 'A', sk: 'RETURN' },
            ConditionExpression: 'attribute_not_exists(pk) OR #attribute <= :value',
            ExpressionAttributeNames: { '#attribute': 'order' },
            ExpressionAttributeValues: { ':value': 'x' },
          },
        },
      ],
    });
  });

  it('was done before when only its event is there already', async () => {
    const { client } = clientThat(cancelled('None', 'ConditionalCheckFailed'));
    expect(await dynamoDbTable(client, 't').write([state, event])).toBe('done-before');
  });

  it.each([
    ['a changed row', cancelled('ConditionalCheckFailed', 'None'), ConflictError],
    [
      'a changed row and its event',
      cancelled('ConditionalCheckFailed', 'ConditionalCheckFailed'),
      ConflictError,
    ],
    ['another transaction', cancelled('None', 'TransactionConflict'), ConflictError],
    ['itself still at work', named('TransactionInProgressException'), ConflictError],
    ['a throttled part', cancelled('ThrottlingError', 'None'), ThrottledError],
    ['a throttled request', named('ProvisionedThroughputExceededException'), ThrottledError],
  ])('that meets %s throws a named error with its cause', async (_, failure, expected) => {
    const { client } = clientThat(failure);
    const error = await dynamoDbTable(client, 't')
      .write([state, event])
      .catch((thrown) => thrown);
    expect(error).toBeInstanceOf(expected);
    expect(error.cause).toBe(failure);
  });

  it('leaves other errors as they are', async () => {
    const failure = named('ValidationException');
    const { client } = clientThat(failure, cancelled('ValidationError', 'None'));
    const table = dynamoDbTable(client, 't');
    await expect(table.write([state])).rejects.toBe(failure);
    await expect(table.write([state, event])).rejects.toBeInstanceOf(TransactionCanceledException);
  });
});

describe('reading from DynamoDB', () => {
  it('follows the pages of a partition, strongly consistent', async () => {
    const { client, sent } = clientThat(
      { Items: [{ sk: '1' }], LastEvaluatedKey: { pk: 'A', sk: '1' } },
      { Items: [], LastEvaluatedKey: { pk: 'A', sk: '2' } },
      { Items: [{ sk: '3' }] },
    );
    expect(await dynamoDbTable(client, 't').readPartition('A', 'PARK#')).toEqual([{ sk: '1' }, { sk: '3' }]);
    expect(sent.map(({ ConsistentRead }) => ConsistentRead)).toEqual([true, true, true]);
    expect(sent.map(({ ExclusiveStartKey }) => ExclusiveStartKey)).toEqual([
      undefined,
      { pk: 'A', sk: '1' },
      { pk: 'A', sk: '2' },
    ]);
  });

  it('translates throttles', async () => {
    const { client } = clientThat(named('ThrottlingException'));
    await expect(dynamoDbTable(client, 't').read({ pk: 'A', sk: 'B' })).rejects.toThrow(ThrottledError);
  });
});
