import { readFileSync } from 'node:fs';
import { streamXlsxRows } from 'hucre/xlsx';
import { peakMegabytes } from '../../shared/lambda/peak-memory.ts';

/** Peer of the check bench: reads every cell of the records of a workbook and does nothing with them. */
const bytes = readFileSync(process.argv[2] ?? '');
let cells = 0;
for (const sheet of ['企业', '项目']) {
  for await (const row of streamXlsxRows(bytes, { sheet })) cells += row.values.length;
}
console.log(JSON.stringify({ megabytes: peakMegabytes(), cells }));
