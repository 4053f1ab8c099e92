import { declarationWords } from '../readers/declarations.ts';
import type { ReturnContent, WrittenRecords } from './return-content.ts';

const records = ({ columns, rows }: WrittenRecords) =>
  rows.map((row) =>
    Object.fromEntries(
      columns.flatMap((code, index) => {
        const value = row[index];
        return value === null || value === undefined ? [] : [[code, value] as const];
      }),
    ),
  );

/** A return as JSON (`gaoxin-return@1`), UTF-8; indented unless it has record tables, which would double in size. */
export const writeJsonReturn = (content: ReturnContent): Uint8Array => {
  const inputs = [...content.inputs].map(([code, { value, previous }]) => [
    code,
    { value, ...(previous === undefined || previous === null ? {} : { previous }) },
  ]);
  const { enterprises, projects } = content.declarations ?? {};
  const declarations = {
    ...(enterprises === undefined ? {} : { enterprises: declarationWords[enterprises][0] }),
    ...(projects === undefined ? {} : { projects: declarationWords[projects][0] }),
  };
  const document = {
    format: 'gaoxin-return@1',
    cycle: content.cycle,
    park: content.park,
    inputs: Object.fromEntries(inputs),
    ...(content.declarations === undefined ? {} : { declarations }),
    ...(content.enterprises === undefined ? {} : { enterprises: records(content.enterprises) }),
    ...(content.projects === undefined ? {} : { projects: records(content.projects) }),
    ...(content.explanations === undefined ? {} : { explanations: content.explanations }),
  };
  const indent = content.enterprises === undefined && content.projects === undefined ? 2 : 0;
  return new TextEncoder().encode(`${JSON.stringify(document, null, indent)}\n`);
};
