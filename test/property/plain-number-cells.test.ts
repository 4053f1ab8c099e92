import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isNumberField, requiredRecordColumns } from '../../shared/adapters/readers/labels.ts';
import { readReturn } from '../../shared/adapters/readers/read-return.ts';
import { filedOf } from '../support/read-outcomes.ts';
import { aCover, anInputSheet, aWorkbook, type MadeCell } from '../support/workbooks.ts';

/** Numbers as they stand in files, plain or not, up to more digits than a double has. */
const numberText = fc
  .tuple(
    fc.constantFrom('', '-', '+'),
    fc.oneof(fc.constant('0'), fc.stringMatching(/^\d{1,20}$/)),
    fc.oneof(fc.constant(''), fc.stringMatching(/^\.\d{0,17}$/)),
    fc.constantFrom('', '', '', 'E5', 'e-3'),
  )
  .map((parts) => parts.join(''));

/** Attributes behind a cell's address. */
const attributes = fc.oneof(
  fc.constantFrom('', ' s=""', ' s="1" t="n"', ' t="n" s="1"'),
  fc.nat(99_999).map((style) => ` s="${style}"`),
);

const codes = requiredRecordColumns.enterprises;
const amount = codes.find(isNumberField) ?? '';

/** What is kept of cells of an amount, each in a row of its own. */
const kept = async (cells: readonly MadeCell[]) => {
  const rows = cells.map((cell, row) =>
    codes.map((code) => (code === amount ? cell : code === 'uscc' ? `U${row}` : 1)),
  );
  const bytes = aWorkbook({
    sheets: [aCover(), anInputSheet([]), { name: '企业', rows: [[...codes], ...rows] }],
  });
  const table = filedOf(await readReturn({ name: 'f', bytes })).records?.enterprises;
  const column = table?.column(amount);
  if (!table || column === undefined) throw new Error('the file has no such column');
  return cells.map((_, row) => [table.raw(column, row), table.state(column, row), table.number(column, row)]);
};

it('a number says the same in every form of its cell, and comes back as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(numberText, attributes), { minLength: 1, maxLength: 40 }),
      async (written) => {
        const plain = await kept(
          written.map(([text, behind]) => ({ xml: `<c r="@"${behind}><v>${text}</v></c>` })),
        );
        // A comment is what only the general reader takes.
        const general = await kept(written.map(([text]) => ({ xml: `<c r="@"><v><!-- -->${text}</v></c>` })));
        expect(plain).toEqual(general);
        expect(plain.map(([raw]) => raw)).toEqual(written.map(([text]) => text));
      },
    ),
    { numRuns: 60 },
  );
});
