import type { Cell, FiledReturn } from '../../domain/returns/filed-return.ts';
import { CAPS } from './caps.ts';
import type { TextEncoding } from './decode-text.ts';
import { labelIndex } from './labels.ts';
import { type CsvPart, readCsvReturn } from './read-csv-return.ts';
import { damaged, placeOf, UnreadableContent } from './unreadable-content.ts';
import type { ZipArchive } from './zip-archive.ts';
import type { ZipEntry } from './zip-directory.ts';

const partIndex = labelIndex([
  ['inputs', ['园区填报项']],
  ['enterprises', ['企业']],
  ['projects', ['项目']],
  ['explanations', ['说明']],
]);

/** Files that archivers and desktops add by themselves. */
const isJunk = (name: string): boolean =>
  /(^|\/)(__MACOSX\/|\.(?!\.?\/)|thumbs\.db$|desktop\.ini$)/i.test(name);

const baseName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

const refuseOtherPackages = (archive: ZipArchive): void => {
  const isOpenDocument = archive.find('mimetype') !== undefined && archive.find('content.xml') !== undefined;
  if (isOpenDocument) {
    throw new UnreadableContent('readable', {
      zh: 'OpenDocument 文档（.ods，请另存为 .xlsx）的内容',
      en: 'an OpenDocument file (.ods: save it as .xlsx)',
    });
  }
  if (archive.find('[Content_Types].xml') !== undefined) {
    throw new UnreadableContent('readable', {
      zh: '不是工作簿的 Office 文档的内容（请上传填报的 .xlsx）',
      en: 'an Office document that is no workbook (upload the return as .xlsx)',
    });
  }
};

/**
 * Reads a return from an archive of CSV files: `inputs.csv`, and `enterprises.csv`, `projects.csv`,
 * `explanations.csv` if any, in any one folder. Other files are named as unknown; archives inside are refused.
 * @throws UnreadableContent
 */
export const readZipReturn = async (
  archive: ZipArchive,
): Promise<{ filed: Omit<FiledReturn, 'file'>; encoding: TextEncoding }> => {
  refuseOtherPackages(archive);
  const parts = new Map<string, ZipEntry>();
  const unknown: Cell[] = [];
  for (const entry of archive.entries) {
    if (isJunk(entry.name)) continue;
    const name = baseName(entry.name);
    if (/\.(zip|xlsx|xlsm|xls|et|rar|7z|gz|tar)$/i.test(name)) {
      throw new UnreadableContent(
        'readable',
        {
          zh: `压缩包内的另一个压缩包或工作簿（${entry.name}；压缩包内只放 CSV 文件）`,
          en: `an archive or workbook inside the archive (${entry.name}; only CSV files may be in it)`,
        },
        placeOf(entry.name),
      );
    }
    const role = /\.csv$/i.test(name) ? partIndex(name.slice(0, -4)) : undefined;
    if (role === undefined) unknown.push(placeOf(entry.name, 'A1', entry.name));
    else if (parts.has(role)) throw damaged(entry.name, '同一部分出现两次', 'the same part occurs twice');
    else parts.set(role, entry);
  }
  const part = async (role: string, limit: number): Promise<CsvPart | undefined> => {
    const entry = parts.get(role);
    return entry && { name: baseName(entry.name), bytes: await archive.bytesAside(entry, limit) };
  };
  const inputs = await part('inputs', CAPS.smallCsvBytes);
  if (inputs === undefined) {
    throw new UnreadableContent('readable', {
      zh: '没有 inputs.csv 的压缩包',
      en: 'an archive without inputs.csv',
    });
  }
  const { filed, encoding } = readCsvReturn({
    inputs,
    enterprises: await part('enterprises', CAPS.recordCsvBytes),
    projects: await part('projects', CAPS.recordCsvBytes),
    explanations: await part('explanations', CAPS.smallCsvBytes),
  });
  return {
    encoding,
    filed: {
      ...filed,
      forms: filed.forms.map((form) =>
        form.form === 'PARK' ? { ...form, unknown: [...form.unknown, ...unknown] } : form,
      ),
    },
  };
};
