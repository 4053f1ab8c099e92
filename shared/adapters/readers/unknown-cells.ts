import type { Cell } from '../../domain/returns/filed-return.ts';
import { CAPS } from './caps.ts';
import { tooLarge } from './unreadable-content.ts';

/**
 * Notes a row, column or member that the format does not know.
 * @throws UnreadableContent where there are so many that the file is no return: each would be a finding.
 */
export const noteUnknown = (unknown: Cell[], cell: Cell): void => {
  unknown.push(cell);
  if (unknown.length > CAPS.unknown) {
    throw tooLarge(
      cell.sheet,
      `超过 ${CAPS.unknown} 处模板中没有的行、列或成员`,
      `more than ${CAPS.unknown} rows, columns or members that the template does not have`,
      cell.a1,
    );
  }
};
