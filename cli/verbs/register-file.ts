import { readRegister as readRegisterFile } from '../../shared/adapters/readers/read-register.ts';
import { beijingDay } from '../../shared/domain/cycles/beijing-day.ts';
import type { RegisteredPark } from '../../shared/domain/ranking/ranking.ts';
import {
  RegisterError,
  type RegisterProblem,
  readRegister,
  shippedRegister,
} from '../../shared/domain/ranking/register.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import type { FiledTable } from '../../shared/domain/returns/filed-table.ts';
import { CannotDo } from '../terminal/context.ts';
import { openFile } from './read-filed.ts';

/**
 * The register that the user named, as it is on the day of a moment in Beijing; or the shipped one.
 * @throws {CannotDo} naming the first wrong cell.
 */
export async function registerOf(
  path: string | undefined,
  moment: string,
): Promise<readonly RegisteredPark[]> {
  if (path === undefined) return shippedRegister();
  const outcome = await readRegisterFile(await openFile(path));
  if (outcome.kind === 'unreadable') {
    throw new CannotDo({
      zh: `名册 ${path} 无法读取：${outcome.what.zh}。`,
      en: `The register ${path} cannot be read: ${outcome.what.en}.`,
    });
  }
  const { missingColumns } = outcome.table;
  if (missingColumns.length > 0) {
    throw new CannotDo({
      zh: `名册 ${path} 缺少列：${missingColumns.join('、')}。`,
      en: `The register ${path} lacks columns: ${missingColumns.join(', ')}.`,
    });
  }
  const rows = outcome.table.rows.map((row) =>
    Object.fromEntries([...row.cells].map(([column, cell]) => [column, cell.raw])),
  );
  try {
    return readRegister(rows, beijingDay(moment));
  } catch (error) {
    if (!(error instanceof RegisterError)) throw error;
    const [first] = error.problems;
    const count = error.problems.length;
    const place = first === undefined ? { zh: '', en: '' } : placeOf(first, outcome.table.rows);
    throw new CannotDo(
      {
        zh: `名册 ${path} 有 ${count} 处错误，第一处：${place.zh}${first?.problem.zh}。`,
        en: `The register ${path} has ${count === 1 ? '1 error' : `${count} errors; the first`}: ${place.en}${first?.problem.en}.`,
      },
      { cause: error },
    );
  }
}

/** Where a problem is, by the rows of the file, and what stands there. */
const placeOf = ({ row, column }: RegisterProblem, rows: FiledTable['rows']): Localised => {
  const filed = rows[row - 1];
  if (filed === undefined) return { zh: `${column} 列，`, en: `column ${column}, ` };
  const raw = filed.cells.get(column)?.raw ?? '';
  return {
    zh: `第 ${filed.number} 行 ${column} 列${raw === '' ? '' : `“${raw}”`}，`,
    en: `row ${filed.number}, column ${column}${raw === '' ? '' : ` “${raw}”`}, `,
  };
};
