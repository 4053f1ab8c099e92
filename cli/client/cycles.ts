import { dynamoDb } from '../../shared/adapters/aws-clients.ts';
import { type CyclesTable, cyclesTable } from '../../shared/adapters/cycles-table.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import type { Deployment } from '../local/deployment.ts';

/** Reading side of the cycles of a deployment: definition, register, priors, bounds, publication. */
export const cyclesOf = (deployment: Deployment): CyclesTable =>
  cyclesTable(dynamoDbTable(dynamoDb(), deployment.table));
