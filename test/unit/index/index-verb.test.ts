import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runIndex, temporaryFile } from '../../support/run-index.ts';

const meta = [
  'Level,iCode,iName,Parent,Direction,Weight,Type,Denominator,Target,Lower,Upper,Scale,Truncate',
  '1,A,Alpha,X,1,1,Indicator,N,8,0,10,100,TRUE',
  '1,B,Beta,X,-1,3,Indicator,,2,0,20,100,FALSE',
  '1,C,Gamma,Y,1,1,Indicator,,4,0,5,10,',
  '2,X,,T,1,1,Aggregate,,,,,,',
  '2,Y,,T,1,1,Aggregate,,,,,,',
  '3,T,Total,,1,1,Aggregate,,,,,,',
  ',N,Size,,,,Denominator,,,,,,',
  ',G,Region,,,,Group,,,,,,',
].join('\n');
const data = ['uCode,uName,G,N,A,B,C', 'u1,One,x,1,2,10,1', 'u2,Two,x,2,12,NA,3', 'u3,Three,y,4,4,30,'].join(
  '\n',
);

const run = (flags: readonly string[] = [], text: string | Uint8Array = data, locale: 'zh' | 'en' = 'en') =>
  runIndex([temporaryFile('data.csv', text), '--meta', temporaryFile('meta.csv', meta), ...flags], locale);

describe('gaoxin index', () => {
  it('gives scores, ranks and effective weights of each unit and node', async () => {
    const { document } = await run();
    expect(document.units).toEqual([
      {
        code: 'u1',
        normalised: { A: 0, B: 100, C: 0 },
        scores: { X: 75, Y: 0, T: 37.5 },
        ranks: { X: 2, Y: 2, T: 2 },
        imputed: [],
      },
      {
        code: 'u2',
        normalised: { A: 100, B: null, C: 100 },
        scores: { X: 100, Y: 100, T: 100 },
        ranks: { X: 1, Y: 1, T: 1 },
        imputed: [],
      },
      {
        code: 'u3',
        normalised: { A: 20, B: 0, C: null },
        scores: { X: 5, Y: null, T: 5 },
        ranks: { X: 3, Y: null, T: 3 },
        imputed: [],
      },
    ]);
    expect(document).toMatchObject({ ties: [], treatment: [], imputed: [], screened: [], silent: [] });
    expect(document.weights).toMatchObject({ A: { weight: 1, effective: 0.125 }, T: { effective: 1 } });
    // u2 without B: 100 instead of 62.5; u3 without C: 5 instead of 2.5.
    expect(document.missing).toEqual([
      { code: 'B', unit: 'u2', node: 'T', gain: 37.5 },
      { code: 'C', unit: 'u3', node: 'T', gain: 2.5 },
    ]);
  });

  it('needs no weight at the top', async () => {
    const bare = meta.replace('3,T,Total,,1,1,', '3,T,Total,,1,,');
    expect(bare).not.toBe(meta);
    const { document } = await runIndex([
      temporaryFile('data.csv', data),
      '--meta',
      temporaryFile('meta.csv', bare),
    ]);
    expect(document.weights).toMatchObject({ A: { effective: 0.125 }, T: { effective: 1 } });
  });

  it('denominates, imputes and marks, and screens', async () => {
    const { document } = await run(['--denominate', '--impute', 'G', '--screen', '1']);
    // A ÷ N is 2, 6, 1; B of u2 is the mean of its group x, 10; u3 is alone in y and stays without C.
    expect(document.screened).toEqual([{ unit: 'u3', present: 2, of: 3 }]);
    expect(document.imputed).toEqual([{ code: 'B', unit: 'u2', value: 10, group: 'x' }]);
    expect(document.units.map(({ code, imputed }) => [code, imputed])).toEqual([
      ['u1', []],
      ['u2', ['B']],
    ]);
    // Both have B = 10 now: no range, no scores.
    expect(document.silent).toEqual(['B']);
    expect(document.units[1]?.scores).toEqual({ X: 100, Y: 100, T: 100 });
  });

  it.each<[string, Record<string, number | null>[]]>([
    [
      'goalposts',
      [
        { A: 20, B: 50, C: 2 },
        { A: 100, B: null, C: 6 },
        { A: 40, B: -50, C: null },
      ],
    ],
    [
      'distance-to-target',
      [
        { A: 0, B: 20 / 28, C: 0 },
        { A: 10 / 6, B: null, C: 2 / 3 },
        { A: 2 / 6, B: 0, C: null },
      ],
    ],
    [
      // The reference is the lowest in B: others are infinitely above it, and cut to 1; in C it has no value.
      'distance-to-reference:u3:cap',
      [
        { A: 0, B: 1, C: null },
        { A: 1, B: null, C: null },
        { A: 1, B: null, C: null },
      ],
    ],
    [
      'fraction-of-max',
      [
        { A: 2 / 12, B: 1, C: 1 / 3 },
        { A: 1, B: null, C: 1 },
        { A: 4 / 12, B: 3, C: null },
      ],
    ],
  ])('--normalise %s', async (method, expected) => {
    const { document } = await run(['--normalise', method]);
    for (const [unit, { normalised }] of document.units.entries()) {
      for (const [code, score] of Object.entries(expected[unit] ?? {})) {
        if (score === null) expect(normalised[code], code).toBeNull();
        else expect(normalised[code], code).toBeCloseTo(score, 13);
      }
    }
  });

  it('--aggregate by level and by node, --availability, --missing', async () => {
    const flags = ['--normalise', 'min-max:1:101', '--aggregate', 'geometric,arithmetic,Y=harmonic'];
    const { document } = await run([...flags, '--availability', '0.75', '--missing', 'lowest']);
    expect(document.units[0]?.scores).toEqual({
      X: expect.closeTo(101 ** 0.75, 12),
      Y: 1,
      T: expect.closeTo((101 ** 0.75 + 1) / 2, 12),
    });
    const strict = await run(['--availability', '0.75']);
    expect(strict.document.units[1]?.scores).toEqual({ X: null, Y: 100, T: null });
    const forbid = await run(['--missing', 'forbid']);
    expect(forbid.document.units.map(({ ranks }) => ranks.T)).toEqual([1, null, null]);
  });

  it('names the indicators whose scores are infinite: JSON has no number for them', async () => {
    const { document, said } = await run(
      ['--normalise', 'fraction-of-max'],
      'uCode,A,B,C\nu1,1,5,1\nu2,2,0,2',
    );
    expect(document.infinite).toEqual(['B']);
    expect(document.units[0]?.normalised).toEqual({ A: 0.5, B: null, C: 0.5 });
    expect(said).toContain('infinite scores (division by 0): B');
  });

  it('--weights in place of META’s', async () => {
    const weights = temporaryFile('weights.csv', 'iCode,Level,Weight\nB,1,1\n');
    const { document } = await run(['--weights', weights]);
    expect(document.units[0]?.scores.X).toBe(50);
  });

  it('--treat logs every touched cell, and what each indicator was tested for', async () => {
    const many = Array.from(
      { length: 30 },
      (_, unit) => `u${unit},,x,1,${unit === 7 ? 9000 : unit},${unit},${unit}`,
    );
    const { document } = await run(
      ['--treat', 'winsorise-log'],
      ['uCode,uName,G,N,A,B,C', ...many].join('\n'),
    );
    expect(document.treatment).toEqual([
      { code: 'A', unit: 'u7', how: 'winsorised-high', from: 9000, to: 29 },
    ]);
    expect(
      document.outlierChecks.map(({ code, outcome, winsorised }) => [code, outcome, winsorised]),
    ).toEqual([
      ['A', 'winsorised', 1],
      ['B', 'passed', 0],
      ['C', 'passed', 0],
    ]);
  });

  it('lists ties by node', async () => {
    const { document } = await run([], ['uCode,A,B,C', 'u1,1,5,1', 'u2,1,5,9', 'u3,0,9,1'].join('\n'));
    expect(document.ties).toEqual([
      { node: 'X', rank: 1, units: ['u1', 'u2'] },
      { node: 'Y', rank: 2, units: ['u1', 'u3'] },
    ]);
  });

  it('needs no groups, denominators or names in the data, and says what it does not use', async () => {
    const { document, noted } = await run([], 'C,B,A,uCode,extra\n1,10,2,u1,?\n3,20,12,u2,?');
    expect(document.units.map(({ ranks }) => ranks.T)).toEqual([2, 1]);
    expect(noted).toEqual([expect.stringContaining('not used: extra')]);
  });

  it('reads GB18030, a BOM, semicolons, quotes, line breaks in cells and blank lines', async () => {
    // 高新 in GB18030.
    const chinese = Uint8Array.from([0xb8, 0xdf, 0xd0, 0xc2]);
    const gb18030 = Uint8Array.from([
      ...new TextEncoder().encode('uCode;uName;A;B;C\r\nu1;'),
      ...chinese,
      ...new TextEncoder().encode(';2;10;1\r\n\r\nu2;"a;b\nc";12;20;3\r\n;;;;\r\n'),
    ]);
    expect((await run([], gb18030)).said).toContain('高新');
    const bom = `\uFEFF${'"uCode","A","B","C"\n"u1","2","1e1","1"\n"u2"," 12 ","+20","3."\n'}`;
    const { document } = await run([], bom);
    expect(document.units.map(({ scores }) => scores.T)).toEqual([37.5, 62.5]);
  });

  it('reads what spreadsheets leave behind: a line that names the delimiter, empty cells at the ends', async () => {
    const { document } = await run([], 'sep=;\r\nuCode;A;B;C;;\r\nu1;2;10;1;;\r\nu2;12;20;3;;;;\r\n');
    expect(document.units.map(({ scores }) => scores.T)).toEqual([37.5, 62.5]);
    await expect(run([], 'sep=;\nuCode;A;B;C\nu1;x;10;1')).rejects.toThrow('line 3, column “A”');
  });

  it('goalposts without Scale and Truncate are scaled to 100 and cut', async () => {
    const bare = meta.replace('Scale,Truncate', 'S,T');
    const files = [temporaryFile('data.csv', data), '--meta', temporaryFile('meta.csv', bare)];
    const { document } = await runIndex([...files, '--normalise', 'goalposts']);
    expect(document.units.map(({ normalised }) => normalised)).toEqual([
      { A: 20, B: 50, C: 20 },
      { A: 100, B: null, C: 60 },
      { A: 40, B: 0, C: null },
    ]);
  });

  it('names the line that a row begins on, cells with line breaks or not', async () => {
    await expect(run([], 'uCode,uName,A,B,C\nu1,"two\nlines",oops,2,3')).rejects.toThrow(
      'line 2, column “A”',
    );
    await expect(run([], 'uCode,uName,A,B,C\nu1,"two\nlines",1,2,3\nu2,,oops,2,3')).rejects.toThrow(
      'line 4, column “A”',
    );
  });

  it('shows the ranking as a table, in Chinese and in English', async () => {
    const english = (await run()).said;
    expect(english).toContain('Total: 3 of 3 units ranked, 3 indicators');
    expect(english.split('\n').filter((line) => /u\d/.test(line))).toEqual([
      expect.stringMatching(/^ *1 +u2 +Two +100\.0000 +100\.0000 +100\.0000$/),
      expect.stringMatching(/^ *2 +u1 +One +37\.5000 +75\.0000 +0\.0000$/),
      expect.stringMatching(/^ *3 +u3 +Three +5\.0000 +5\.0000 +—$/),
    ]);
    expect(english).toContain('2 scores missing; 2 of them leave their unit better off');
    expect((await run([], data, 'zh')).said).toContain('3 个单位有位次，共 3 个；指标 3 项');
  });

  it('as a command: one JSON document on stdout, and a sentence with status 2', () => {
    const gaoxin = fileURLToPath(new URL('../../../cli/gaoxin.js', import.meta.url));
    const file = temporaryFile('data.csv', data);
    const out = execFileSync(
      process.execPath,
      [gaoxin, 'index', file, '--meta', temporaryFile('meta.csv', meta), '--json'],
      { encoding: 'utf8' },
    );
    expect(JSON.parse(out).units).toHaveLength(3);
    let status: unknown;
    try {
      execFileSync(process.execPath, [gaoxin, 'index', file, '--locale', 'en'], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
    } catch (error) {
      status = error;
    }
    expect(status).toMatchObject({ status: 2, stdout: '', stderr: 'Name the metadata with --meta FILE.\n' });
  });
});
