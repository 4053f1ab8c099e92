// Writes mistakes.zip and mistakes.xlsx: 300 synthetic enterprises with a project each, cells of all of them changed at random.
// The findings beside them come from polars: see README.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeEnterprises, withEnterpriseTotals } from '../../../cli/sample/enterprise-return.ts';
import { enterpriseColumns, projectColumns } from '../../../cli/sample/enterprises.ts';
import { seededStreams } from '../../../cli/sample/random.ts';
import { makeSample } from '../../../cli/sample/sample-files.ts';
import { writeReturn } from '../../../shared/adapters/writers/write-return.ts';
import { shippedRegister } from '../../../shared/domain/ranking/register.ts';

const random = seededStreams('record-mistakes');
const sample = { register: shippedRegister(), cycle: '2021', parks: 1, defects: 0, seed: 'record-mistakes' };
const [filed] = makeSample(sample).population.returns;
const asked = { enterprises: 300, defects: 0, dataYear: 2020 };
const { clean } = makeEnterprises(1, asked, random('enterprises'));
const { inputs, previous } = withEnterpriseTotals(filed, clean);

const numbers = [-3, 0, 0.5, 1, 7, 50, 1_000, 1_000_000, 2019, 2021];
const texts = [null, '不适用', 'N/A', '约200', ' 7 ', '１２', '1,234', '#DIV/0!', '#REF!', '1', '110', '01'];
const { uniform, chance } = random('changes');
const pick = (list) => list[Math.floor(uniform(0, list.length))];
const changed = (value) => {
  if (chance(0.4)) return pick(texts);
  if (typeof value !== 'number' || chance(0.3)) return pick(numbers);
  return Math.round(value * pick([0, 0.2, 0.9, 1.1, 3, 20]));
};
const rowsOf = (columns, records, changes) => ({
  columns,
  rows: records.map((record, at) => {
    const row = columns.map((code) => (record[code] === '' ? null : (record[code] ?? 0)));
    for (let count = 0; count < changes; count += 1) {
      // The key of a record is left alone in most of them.
      const column = Math.floor(uniform(chance(0.1) ? 0 : 1, columns.length));
      row[column] = changed(row[column]);
    }
    // A few enterprises stand there twice.
    if (at % 60 === 59) row[0] = records[at - 1].uscc;
    return row;
  }),
});
const content = {
  cycle: '2021',
  park: filed.park.id,
  template: 'gx46-2021@1',
  label: '合成数据 Synthetic data',
  inputs: new Map(Object.entries(inputs).map(([code, value]) => [code, { value, previous: previous[code] ?? null }])),
  enterprises: rowsOf(enterpriseColumns, clean.enterprises, 5),
  projects: rowsOf(projectColumns, clean.projects, 1),
};
writeFileSync(join(import.meta.dirname, 'mistakes.zip'), await writeReturn('csv', content, {}));
writeFileSync(join(import.meta.dirname, 'mistakes.xlsx'), await writeReturn('xlsx', content, {}));
