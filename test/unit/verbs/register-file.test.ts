import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { registerOf } from '../../../cli/verbs/register-file.ts';

it('reads a register as it is on the day of the opening, in Beijing', async () => {
  const columns =
    'id,name,short_name,province_code,province,city,approved_year,register_2021,region,evaluation_status,innovation_zone,free_trade_zone,from,to';
  const row = (id: string, from: string, to: string) =>
    `${id},园区,园区,11,北京,北京,1988,yes,东部,,,,${from},${to}`;
  const path = join(await mkdtemp(join(tmpdir(), 'gaoxin-register-')), 'register.csv');
  await writeFile(path, [columns, row('P001', '', '2021-05-09'), row('P002', '2021-05-10', '')].join('\n'));
  const on = async (moment: string) => (await registerOf(path, moment)).map(({ id }) => id);
  expect(await on('2021-05-09T15:59:59.999Z')).toEqual(['P001']);
  expect(await on('2021-05-09T16:00:00.000Z')).toEqual(['P002']);
});
