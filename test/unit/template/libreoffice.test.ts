import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { VALID_INPUTS, VALID_PREVIOUS } from '../../support/a-filed-return.ts';
import { filedOf } from '../../support/read-outcomes.ts';
import { aTemplate, check, filledCells, fillInputs, judgement, PARTS, typeInto } from './template-cells.ts';

const run = promisify(execFile);
/** Where it is not on the path, SOFFICE names it. */
const office = process.env.SOFFICE ?? 'soffice';
const hasLibreOffice = spawnSync(office, ['--version']).status === 0;

/** Starting the office on a busy machine takes this long at worst. */
const OFFICE_MS = 120_000;

const part = (workbook: Uint8Array, name: string): string =>
  strFromU8(unzipSync(workbook)[name] ?? new Uint8Array());

/** Office files saved again by LibreOffice, by name. */
const savedAgain = async (folder: string, files: ReadonlyMap<string, Uint8Array>) => {
  const out = join(folder, 'saved');
  await mkdir(out, { recursive: true });
  const paths = [...files.keys()].map((name) => join(folder, name));
  for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
  // A profile of its own: a running office would take the call over and answer at once.
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const { stdout, stderr } = await run(
    office,
    [profile, '--headless', '--convert-to', 'xlsx', '--outdir', out, ...paths],
    { timeout: OFFICE_MS },
  );
  const saved = new Map<string, Uint8Array>();
  for (const name of files.keys()) saved.set(name, await readFile(join(out, name)));
  return { saved, said: `${stdout}${stderr}` };
};

describe.skipIf(!hasLibreOffice)(
  'saved again by LibreOffice (skipped where soffice is not installed)',
  () => {
    let folder: string;
    let files: ReadonlyMap<string, Uint8Array>;
    let result: Awaited<ReturnType<typeof savedAgain>>;
    const original = (name: string): Uint8Array => files.get(name) ?? new Uint8Array();
    const saved = (name: string): Uint8Array => result.saved.get(name) ?? new Uint8Array();

    beforeAll(async () => {
      const template = await aTemplate();
      const records = typeInto(
        typeInto(
          template,
          PARTS.enterprises,
          new Map([
            ['A7', '910000000000000017'],
            ['F7', '0111'],
          ]),
        ),
        PARTS.cover,
        new Map([['B11', '已报']]),
      );
      files = new Map([
        ['empty.xlsx', template],
        [
          'valid.xlsx',
          await fillInputs(template, { ...VALID_INPUTS, house_price: '不适用' }, VALID_PREVIOUS),
        ],
        ['faulty.xlsx', await fillInputs(records, { ...VALID_INPUTS, hospitals: -1, employees: '不适用' })],
      ]);
      folder = await mkdtemp(join(tmpdir(), 'gaoxin-template-'));
      result = await savedAgain(folder, files);
    }, OFFICE_MS);

    afterAll(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    it('opens without a warning', () => {
      // The office itself warns of a missing Java, which no spreadsheet needs.
      const ofTheFiles = result.said.split('\n').filter((line) => !line.includes('javaldx'));
      expect(ofTheFiles.join('\n')).not.toMatch(/warn|error|repair|corrupt/i);
    });

    it.each(['empty.xlsx', 'valid.xlsx', 'faulty.xlsx'])('has the same findings: %s', async (name) => {
      const before = await check(original(name));
      expect(judgement(await check(saved(name)))).toEqual(judgement(before));
      expect(before.verdict).toBe(name === 'valid.xlsx' ? 'accepted' : 'rejected');
    });

    it('keeps ids and codes as they were typed', async () => {
      const cells = filledCells(filedOf(await readReturn({ name: 'f', bytes: saved('faulty.xlsx') })));
      const texts = cells
        .filter(({ code }) => code === 'uscc' || code === 'qb03_1')
        .map(({ cell }) => cell.raw);
      expect(texts).toEqual(['910000000000000017', '0111']);
    });

    // Not the frozen header: the converter opens no window, and a frozen pane is a property of the window.
    it('keeps locks, validations, print titles and the text format of columns', () => {
      const inputs = part(saved('empty.xlsx'), 'xl/worksheets/sheet2.xml');
      expect(/<sheetProtection [^>]*sheet="(true|1)"/.test(inputs)).toBe(true);
      expect(inputs.match(/<dataValidation /g)).toHaveLength(116);
      expect(part(saved('empty.xlsx'), 'xl/workbook.xml')).toContain('_xlnm.Print_Titles');
      const records = part(saved('empty.xlsx'), 'xl/worksheets/sheet3.xml');
      const style = /<col [^>]*min="1"[^>]*>/.exec(records)?.[0].match(/style="(\d+)"/)?.[1];
      const formats = part(saved('empty.xlsx'), 'xl/styles.xml');
      const cellFormats = formats.slice(formats.indexOf('<cellXfs')).match(/<xf [^>]*>/g);
      const format = /numFmtId="(\d+)"/.exec(cellFormats?.[Number(style)] ?? '')?.[1];
      const isText =
        format === '49' ||
        new RegExp(`numFmtId="${format}" formatCode="@"|formatCode="@" numFmtId="${format}"`).test(formats);
      expect(isText).toBe(true);
    });
  },
);
