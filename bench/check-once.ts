import { writeFileSync } from 'node:fs';
import { checkFile } from '../cli/verbs/read-filed.ts';
import { findingsByRule } from '../shared/domain/rules/report-findings.ts';
import { peakMegabytes } from '../shared/lambda/peak-memory.ts';

/**
 * One check in its own process: prints its peak memory, how often each rule is broken, and the totals. With a second file
 * it writes every finding there as `rule,row,columns`.
 */
const [park = '', file = '', findingsFile] = process.argv.slice(2);
const { report, inputs } = await checkFile(file, {
  cycle: '2021',
  park,
  priors: { source: 'return', values: {} },
});
const counts = Object.fromEntries(
  findingsByRule(report.findings).map(({ rule, findings }) => [rule, findings.length]),
);
const megabytes = peakMegabytes();
if (findingsFile !== undefined) {
  const lines = report.findings.map(({ rule, cells }) => {
    const row = /\d+$/.exec(cells[0]?.a1 ?? '')?.[0] ?? '';
    return `${rule},${row},${cells.map(({ header }) => header).join(' ')}\n`;
  });
  writeFileSync(findingsFile, lines.join(''));
}
const totals = Object.fromEntries(
  Object.entries(inputs)
    .map(([code, text]) => [code, Number(text)] as const)
    .filter(([, value]) => !Number.isNaN(value)),
);
console.log(JSON.stringify({ megabytes, counts, totals }));
