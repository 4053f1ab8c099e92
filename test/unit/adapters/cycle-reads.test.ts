import { expect, it } from 'vitest';
import { cycleReads } from '../../../shared/adapters/cycle-reads.ts';
import { registeredParkRows } from '../../../shared/adapters/cycle-rows.ts';
import { ministryFiles, registerInForceWrite } from '../../../shared/adapters/ministry-files.ts';
import { tableKeys } from '../../../shared/adapters/table-keys.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { aRegisteredPark, at, sha256 } from '../../support/returns.ts';

it('a park that has left the register still files and is named; one that entered does, too', async () => {
  const table = memoryTable();
  const reads = cycleReads(table);
  await table.write(
    ['P001', 'P002'].map((id) => ({
      put: registeredParkRows.rowOf(tableKeys.registeredPark('2021', id), aRegisteredPark(id)),
    })),
  );
  const idsOf = (parks: readonly { readonly id: string }[]) => parks.map(({ id }) => id);
  expect(idsOf(await reads.readFilingParks('2021'))).toEqual(['P001', 'P002']);

  // P001 leaves, P002 becomes exempt, P003 enters.
  const register = [aRegisteredPark('P003'), aRegisteredPark('P002', true)];
  await ministryFiles(table).writeRegisterVersion('2021', 'S-1', register);
  const file = { cycle: '2021', submissionId: 'S-1', sha256: sha256('r'), order: at(1), storedAt: at(1) };
  await table.write([registerInForceWrite(file)]);
  expect(idsOf(await reads.readRegister('2021'))).toEqual(['P002', 'P003']);
  const filing = await reads.readFilingParks('2021');
  expect(filing.map(({ id, exempt }) => [id, exempt])).toEqual([
    ['P001', false],
    ['P002', true],
    ['P003', false],
  ]);
  for (const { id } of filing) expect(await reads.readRegisteredPark('2021', id)).toMatchObject({ id });
  expect(await reads.readRegisteredPark('2021', 'P004')).toBeNull();
});
