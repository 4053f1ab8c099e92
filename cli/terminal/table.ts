import Table from 'cli-table3';

const bare = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** A plain table whose columns line up with Chinese text too; `align` is one letter a column (l or r). */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  align = '',
): string {
  const out = new Table({
    head: [...head],
    chars: bare,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: head.map((_, index) => (align[index] === 'r' ? 'right' : 'left')),
  });
  for (const row of rows) out.push(row.map(String));
  return out.toString();
}
