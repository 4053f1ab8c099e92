import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CannotDo, type Terminal } from '../../../cli/terminal/context.ts';
import { defineTemplate } from '../../../cli/verbs/template-verb.ts';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { writeJsonReturn } from '../../../shared/adapters/writers/write-json-return.ts';
import { filedOf } from '../../support/read-outcomes.ts';
import { fillInputs } from './template-cells.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gaoxin-template-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** What the verb answers with --json. */
const template = async (...argv: string[]): Promise<unknown> => {
  let answer: unknown;
  const terminal: Terminal = {
    json: true,
    locale: 'en',
    isTty: false,
    columns: 100,
    say: () => undefined,
    note: () => undefined,
    answer: (document) => {
      answer = document;
    },
    text: ({ en }) => en,
  };
  const verb = new Command('template').exitOverride();
  defineTemplate(verb, terminal, (status) => expect(status).toBe(0));
  await verb.parseAsync(argv, { from: 'user' });
  return answer;
};

const forP021 = (out: string, ...more: string[]) =>
  template('--cycle', '2021', '--park', 'P021', '--out', out, ...more);

describe('gaoxin template', () => {
  it('writes the workbook and says which, and writes the same again', async () => {
    const file = join(folder, '模板 a+b', 'P021.xlsx');
    const answer = await forP021(file);
    const sha256 = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    expect(answer).toEqual({
      file,
      sha256,
      template: 'gx46-2021@1',
      park: 'P021',
      cycle: '2021',
      sheets: ['封面', '园区填报项', '企业', '项目', '说明'],
    });
    expect(await forP021(file)).toEqual(answer);
  });

  it('writes the workbook of a park that a register names and the shipped one does not', async () => {
    const file = join(folder, 'P180.xlsx');
    const forP180 = (...more: string[]) =>
      template('--cycle', '2021', '--park', 'P180', '--out', file, ...more);
    await expect(forP180()).rejects.toThrow('--register');
    const register = join(folder, 'register.csv');
    await writeFile(
      register,
      'id,name,short_name,province_code,province,city,approved_year,register_2021,region,evaluation_status,innovation_zone,free_trade_zone\n' +
        'P180,新高新技术产业开发区,新高新区,42,湖北,荆门,2021,yes,中部,,,\n',
    );
    expect(await forP180('--register', register)).toMatchObject({ park: 'P180' });
    const { park } = filedOf(await readReturn({ name: 'P180.xlsx', bytes: await readFile(file) }));
    expect(park?.raw).toBe('P180');
  });

  it('takes last year’s values from last year’s return', async () => {
    const before = join(folder, '2020.json');
    const inputs = new Map([
      ['employees', { value: 51435 }],
      ['house_price', { value: '不适用' }],
    ]);
    await writeFile(
      before,
      writeJsonReturn({ cycle: '2020', park: 'P021', template: 'gx46-2020@1', inputs }),
    );
    const file = join(folder, 'with-previous.xlsx');
    await forP021(file, '--previous', before);
    const filed = filedOf(await readReturn({ name: 'f', bytes: await readFile(file) }));
    const previous = [...filed.inputs.values()].flatMap(({ code, previous: cell }) =>
      cell === null || cell.raw === '' ? [] : [[code, cell.raw]],
    );
    expect(Object.fromEntries(previous)).toEqual({ employees: '51435', house_price: '不适用' });
  });

  it('does not overwrite what somebody has filled in, nor a file that is no template', async () => {
    const file = join(folder, 'filled.xlsx');
    await forP021(file);
    await writeFile(file, await fillInputs(await readFile(file), { hospitals: 7 }));
    await expect(forP021(file)).rejects.toThrow('no empty template');
    await writeFile(file, 'something else');
    await expect(forP021(file)).rejects.toThrow(CannotDo);
  });

  it('refuses a park out of the register, another park’s return, a name that is no workbook’s', async () => {
    const other = join(folder, 'other.json');
    await writeFile(
      other,
      writeJsonReturn({ cycle: '2020', park: 'P001', template: 'gx46-2020@1', inputs: new Map() }),
    );
    const file = join(folder, 'refused.xlsx');
    await expect(template('--cycle', '2021', '--park', 'P999', '--out', file)).rejects.toThrow('P999');
    await expect(forP021(file, '--previous', other)).rejects.toThrow(/P021.*2020.*the task is for.*R-F-003/s);
    await expect(forP021(join(folder, 'P021.xls'))).rejects.toThrow('.xlsx');
  });
});
