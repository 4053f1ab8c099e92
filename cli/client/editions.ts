import { dynamoDb, s3 } from '../../shared/adapters/aws-clients.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { type Editions, editions } from '../../shared/adapters/editions.ts';
import { textObjects } from '../../shared/adapters/text-objects.ts';
import type { Deployment } from '../local/deployment.ts';

/** Reading side of the methodology editions of a deployment; loading goes through the ministry's function. */
export const editionsOf = ({
  table,
  reportsBucket,
}: Deployment): Pick<Editions, 'readEdition' | 'readLoaded'> =>
  editions(dynamoDbTable(dynamoDb(), table), textObjects(s3(), reportsBucket));
