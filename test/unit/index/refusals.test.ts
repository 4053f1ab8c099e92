import { describe, expect, it } from 'vitest';
import { CannotDo } from '../../../cli/terminal/context.ts';
import { runIndex, temporaryFile } from '../../support/run-index.ts';

const meta = [
  'Level,iCode,Parent,Direction,Weight,Type,Denominator,Target,Lower,Upper',
  '1,A,T,1,1,Indicator,N,,,',
  '1,B,T,-1,3,Indicator,,,,',
  '2,T,,1,1,Aggregate,,,,',
  ',N,,,,Denominator,,,,',
  ',G,,,,Group,,,,',
].join('\n');
const data = ['uCode,A,B,N,G', 'u1,1,5,10,x', 'u2,2,NA,10,x', 'u3,4,1,20,y'].join('\n');

interface Files {
  readonly data?: string | Uint8Array;
  readonly meta?: string;
  readonly weights?: string;
}

const run = (files: Files, ...flags: string[]) =>
  runIndex([
    temporaryFile('data.csv', files.data ?? data),
    '--meta',
    temporaryFile('meta.csv', files.meta ?? meta),
    ...(files.weights === undefined ? [] : ['--weights', temporaryFile('weights.csv', files.weights)]),
    ...flags,
  ]);

/** What the verb says no with, in both languages. */
const refusalOf = async (files: Files, ...flags: string[]): Promise<string> => {
  const error: unknown = await run(files, ...flags).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CannotDo)) throw new Error('it was not refused', { cause: error });
  expect(error.zh).toMatch(/。$/);
  expect(error.en).toMatch(/\.$/);
  return error.en;
};

const swap = (text: string, from: string, to: string): string => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

describe('gaoxin index refuses what cannot be scored, in one sentence that names the place', () => {
  it.each<[string, Files, RegExp]>([
    ['an empty file', { data: '' }, /data\.csv is empty/],
    ['no rows', { data: 'uCode,A,B' }, /no unit to score/],
    ['no uCode', { data: swap(data, 'uCode', 'code') }, /data\.csv lacks the column uCode/],
    ['an indicator without a column', { data: swap(data, ',B,', ',C,') }, /lacks the column B/],
    ['a column twice', { data: swap(data, 'B,N', 'A,N') }, /header “A” more than once/],
    ['a short row', { data: swap(data, 'u2,2,NA,10,x', 'u2,2') }, /line 3: 2 cells under 5 headers/],
    ['a long row', { data: swap(data, 'u2,2,NA,10,x', 'u2,2,NA,10,x,7') }, /line 3: 6 cells/],
    ['a unit twice', { data: swap(data, 'u3', 'u1') }, /“u1” more than once \(lines 2 and 4\)/],
    ['a unit without a code', { data: swap(data, 'u3', '') }, /line 4: no uCode/],
    [
      'text in a number column',
      { data: swap(data, 'u3,4', 'u3,4 km') },
      /line 4, column “A”: “4 km” is no number/,
    ],
    [
      'a grouped number',
      { data: swap(data, 'u3,4', 'u3,"1,000"') },
      /line 4, column “A”: “1,000” is no number/,
    ],
    ['a hexadecimal number', { data: swap(data, 'u3,4', 'u3,0x1F') }, /“0x1F” is no number/],
    ['an infinite number', { data: swap(data, 'u3,4', 'u3,Inf') }, /“Inf” is no number/],
    ['a number too large', { data: swap(data, 'u3,4', 'u3,1e999') }, /“1e999” is no number/],
    ['N/A, which is not NA', { data: swap(data, 'u2,2', 'u2,N/A') }, /“N\/A” is no number/],
    ['an open quote', { data: swap(data, 'u3,4', '"u3,4') }, /quote near line 4/],
    ['bytes that are no text', { data: Uint8Array.from([0x75, 0xff, 0xff, 0x00]) }, /cannot be read/],
    ['a column of an aggregate', { data: swap(data, ',G', ',T') }, /column for the aggregate “T”/],
    ['no Type', { meta: swap(meta, 'Type', 'Kind') }, /meta\.csv lacks the column Type/],
    ['an unknown Type', { meta: swap(meta, 'Group', 'Cluster') }, /line 6, column “Type”: “Cluster”/],
    ['a code twice', { meta: swap(meta, '1,B,', '1,A,') }, /line 3, column “iCode”: “A”/],
    ['no code', { meta: swap(meta, '1,B,', '1,,') }, /line 3, column “iCode”/],
    ['no direction', { meta: swap(meta, 'T,-1,3', 'T,,3') }, /line 3, column “Direction”/],
    ['another direction', { meta: swap(meta, 'T,-1,3', 'T,2,3') }, /“2” is neither 1 nor -1/],
    ['an indicator at level 2', { meta: swap(meta, '1,B,', '2,B,') }, /line 3, column “Level”/],
    ['an aggregate at level 1', { meta: swap(meta, '2,T,', '1,T,') }, /line 4, column “Level”/],
    ['no weight', { meta: swap(meta, 'T,-1,3', 'T,-1,') }, /“B” has no weight/],
    ['a weight below 0', { meta: swap(meta, 'T,-1,3', 'T,-1,-3') }, /weight -3 of “B” is below 0/],
    ['an unknown parent', { meta: swap(meta, '1,B,T', '1,B,X') }, /parent “X” of “B” is not there/],
    [
      'an indicator for a parent',
      { meta: swap(meta, '1,B,T', '1,B,A') },
      /parent “A” of “B” is an indicator/,
    ],
    ['no parent below the top', { meta: swap(meta, '1,B,T', '1,B,') }, /“B” \(level 1\) has no parent/],
    [
      'a parent two levels up',
      { meta: `${meta}\n4,V,,1,1,Aggregate,,,,\n3,U,V,1,1,Aggregate,,,,\n1,C,U,1,1,Indicator,,,,` },
      /parent “U” of “C” is at level 3/,
    ],
    ['an aggregate without children', { meta: `${meta}\n2,U,,1,1,Aggregate,,,,` }, /“U” has no children/],
    ['a circle', { meta: `${swap(meta, '2,T,,', '2,T,U,')}\n3,U,T,1,1,Aggregate,,,,` }, /circle: T → U → T/],
    ['no aggregate', { meta: swap(meta, '2,T,,1,1,Aggregate,,,,\n', '') }, /there is no aggregate/],
    ['an unknown code among the weights', { weights: 'iCode,Weight\nZ,1' }, /weights\.csv, line 2: “Z”/],
    ['a weight twice', { weights: 'iCode,Weight\nA,1\nA,2' }, /line 3: “A” stands there twice/],
    ['a weight that is no number', { weights: 'iCode,Weight\nA,much' }, /“much” is no number/],
    ['an empty weight', { weights: 'iCode,Weight\nA,' }, /weight of “A”/],
    ['children that weigh nothing', { weights: 'iCode,Weight\nA,0\nB,0' }, /children of “T” all weigh 0/],
  ])('%s', async (_, files, sentence) => {
    expect(await refusalOf(files)).toMatch(sentence);
  });

  it.each<[string[], RegExp]>([
    [['--normalise', 'minmax'], /--normalise cannot be “minmax”/],
    [['--normalise', 'min-max:100:0'], /--normalise cannot be/],
    [['--normalise', 'min-max:0'], /--normalise cannot be/],
    [['--normalise', 'rank:max'], /--normalise cannot be/],
    [['--normalise', 'z-score:0:0'], /--normalise cannot be/],
    [['--normalise', 'scaled:1:1:100'], /--normalise cannot be/],
    [['--normalise', 'scaled:0:1:x'], /--normalise cannot be/],
    [['--normalise', 'scaled:0:1:2:3'], /--normalise cannot be/],
    [['--normalise', 'z-score:0:1:2'], /--normalise cannot be/],
    [['--normalise', 'goalposts'], /no goalposts \(columns Lower, Upper\) for A, B/],
    [['--normalise', 'distance-to-target'], /no target \(column Target\) for A, B/],
    [['--normalise', 'distance-to-reference:zz'], /reference unit “zz” is not among/],
    [['--normalise', 'distance-to-reference:u2', '--screen', '1'], /reference unit “u2” is not among/],
    [['--screen', '1.5'], /--screen cannot be “1.5”/],
    [['--availability', 'half'], /--availability cannot be “half”/],
    [['--treat', 'log'], /--treat cannot be “log”/],
    [['--missing', 'zero'], /--missing cannot be “zero”/],
    [['--aggregate', 'mean'], /--aggregate cannot be “mean”/],
    [['--aggregate', 'arithmetic,geometric'], /names 2 means; give 1, or 1/],
    [['--aggregate', 'X=geometric'], /“X” is no aggregate/],
    [['--aggregate', 'geometric'], /geometric mean of “T” needs scores above 0, but “A” of unit “u1” is 0/],
    [
      ['--normalise', 'z-score', '--aggregate', 'power:3'],
      /power:3 mean of “T” needs scores of at least 0, but “A” of unit “u1” is -0\.8/,
    ],
    [
      ['--normalise', 'distance-to-max', '--aggregate', 'harmonic'],
      /harmonic mean of “T” needs scores other than 0, but “A” of unit “u1” is 0/,
    ],
    [['--impute', 'H'], /group column “H” is not in the data/],
  ])('%j', async (flags, sentence) => {
    expect(await refusalOf({}, ...flags)).toMatch(sentence);
  });

  it('a denominator that the data lack', async () => {
    expect(await refusalOf({ data: swap(data, 'B,N', 'B,M') }, '--denominate')).toMatch(
      /denominator “N” of “A”/,
    );
  });

  it('a missing --meta, a missing file, a folder', async () => {
    const path = temporaryFile('data.csv', data);
    await expect(runIndex([path])).rejects.toThrow('Name the metadata with --meta FILE.');
    await expect(runIndex([path, '--meta', `${path}.not`])).rejects.toThrow('There is no file');
    await expect(runIndex([path, '--meta', '/'])).rejects.toThrow('is a folder');
  });

  it('the file of the weights that META lacks', async () => {
    const bare = meta.replaceAll(/,(1|3),(Indicator|Aggregate)/g, ',,$2');
    const { document } = await run({ meta: bare, weights: 'iCode,Weight\nA,1\nB,3\nT,1' });
    expect(document.weights).toMatchObject({ A: { weight: 1, effective: 0.25 }, B: { effective: 0.75 } });
  });
});
