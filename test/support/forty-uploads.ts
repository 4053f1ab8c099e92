import fc from 'fast-check';
import { isMinistryFiler } from '../../shared/domain/returns/filer-state.ts';
import { sha256 } from './returns.ts';
import type { Message, UploadedFile } from './returns-world.ts';
import type { ToyReturn } from './toy-checks.ts';
import { toyFile } from './toy-checks.ts';

/** Detail type of what is not an event but a command of the ministry. */
export const COMMAND = 'command';

const amendment = (park: string, values: Readonly<Record<string, string>>, effectiveOn: string) => ({
  command: 'amend-prior',
  park,
  values,
  effectiveOn,
  reason: '重复计算',
  approvedBy: '周明',
  document: '国科火字〔2021〕8号',
});

export const parks = ['P001', 'P002', 'P003', 'P004', 'P005'] as const;
export const filers = [...parks, 'MINISTRY', 'REGISTER', 'PRIORS'] as const;
const fileNames = [
  'return.xlsx',
  '年报 a+b%.xlsx',
  '100%.csv',
  'a b+c.json',
  '%E5%B9%B4.zip',
  '再报(2).xlsx',
];

const prefixes: Readonly<Record<string, string>> = {
  MINISTRY: 'expert-scores',
  REGISTER: 'registers',
  PRIORS: 'priors',
};
const keyOf = (filer: string, name: string): string => {
  const prefix = prefixes[filer];
  return prefix === undefined ? `returns/2021/${filer}/${name}` : `${prefix}/2021/${name}`;
};

/** Three registers: P001 has left in one, is exempt in another; three files of last year's values. */
const registers = [
  ['P001', 'P002', 'P003', 'P004', 'P005'],
  ['P002', 'P003', 'P004', 'P005', 'P006'],
  ['P001!', 'P002', 'P003', 'P004', 'P005'],
] as const;
const priorsOf = (id: number) => ({
  P001: { employees: `${id + 10}`, staff_bachelor: `${id}` },
  P003: { employees: `${id + 20}`, staff_bachelor: `${id}` },
});

/** Parks whose last year is amended until it is what their files may expect. */
const amended = ['P002', 'P004', 'P005'] as const;

/** Last year as published: of these, and of P003 that a file of last year's values may complete. */
export const published = {
  ...Object.fromEntries(amended.map((park) => [park, { employees: '10' }])),
  P003: {},
};

/**
 * Commands of the ministry, each given once or more, whenever: amendments of last year, of which 13 counts in the end
 * because it is effective last; and other closing times, after all uploads. Some time after an amendment comes `refresh`.
 */
export const commands: readonly Message[] = [
  ...amended.flatMap((park) => [
    amendment(park, { employees: '12' }, '2021-03-01'),
    amendment(park, { employees: '13' }, '2021-03-02'),
  ]),
  amendment('P003', { staff_bachelor: '4' }, '2021-03-01'),
  ...['2030-01-01T00:00:00.000Z', null].map((closesAt) => ({
    command: 'reschedule-cycle',
    closesAt,
    reason: '延期',
  })),
].map((command) => ({ detailType: COMMAND, detail: { cycle: '2021', ...command } }));

export const refresh: Message = {
  detailType: COMMAND,
  detail: { cycle: '2021', command: 'refresh-priors', reason: '入库' },
};

/** 100 and 104 lie in each other's band, 104 and 109 too, 100 and 109 not; 120 is alone. */
const aValue = fc.constantFrom(100, 104, 109, 120);

const aFile = fc
  .record({
    filer: fc.constantFrom(...filers),
    name: fc.constantFrom(...fileNames),
    // Few contents for many uploads: repetitions, and A, B, A again, are common.
    id: fc.nat(2),
    kind: fc.constantFrom('good', 'good', 'bad', 'asks', 'asks', 'explains', 'copies', 'waits', 'wonders'),
    value: aValue,
  })
  .map(({ filer, name, id, kind, value }) => {
    const inputs =
      filer === 'MINISTRY'
        ? { 'P001/1.5': `${id + 50}` }
        : { employees: `${id + 1}`, staff_bachelor: `${id}` };
    // What the ministry files is accepted or rejected; it is never explained.
    const ofMinistry = filer === 'REGISTER' || filer === 'PRIORS';
    const findings: Record<typeof kind, ToyReturn['findings']> = {
      good: { notice: ['n'] },
      bad: { mandatory: ['m'], query: ['q0'] },
      asks: { query: [`q${id % 2}`] },
      explains: { query: ['q0', 'q1'], notice: ['n'] },
      copies: { query: ['q0', 'q1', 'q2'] },
      waits: {},
      wonders: {},
    };
    // What only an amended park finds, and only once the last amendment counts.
    const lastYear: Partial<Record<typeof kind, ToyReturn['lastYear']>> = {
      waits: { mandatory: { employees: '13' } },
      wonders: { query: { employees: '13' } },
    };
    const explains: Partial<Record<typeof kind, readonly string[]>> = {
      explains: ['q0'],
      copies: ['q0', 'q1', 'q2'],
    };
    const toy = {
      id,
      inputs,
      findings: (ofMinistry ? findings[kind === 'bad' ? 'bad' : 'good'] : findings[kind]) ?? {},
      values: { q0: value, q1: value },
      ...(lastYear[kind] === undefined || isMinistryFiler(filer) ? {} : { lastYear: lastYear[kind] }),
      ...(filer === 'REGISTER' ? { register: registers[id] ?? [] } : {}),
      ...(filer === 'PRIORS' ? { priors: priorsOf(id) } : {}),
      ...(ofMinistry || explains[kind] === undefined ? {} : { explains: explains[kind] }),
    };
    return { key: keyOf(filer, name), content: toyFile(toy) };
  });

/** Some uploads are complete within the same minute. */
export const fortyUploads = fc
  .tuple(fc.array(aFile, { minLength: 40, maxLength: 40 }), fc.infiniteStream(fc.constantFrom(0, 1, 1, 1)))
  .map(([files, steps]) => {
    let minute = 0;
    return files.map((file): UploadedFile => {
      minute += steps.next().value ?? 1;
      return { ...file, minute };
    });
  })
  // One object cannot be written twice in one minute of this world: its versions could not be told apart.
  .map((files) => [...new Map(files.map((file) => [`${file.key}|${file.minute}`, file])).values()]);

/** What a file has findings of in the end: of last year too where it expects what does not count. */
const findingsOf = (toy: ToyReturn, filer: string, severity: 'mandatory' | 'query'): readonly string[] => [
  ...(toy.findings?.[severity] ?? []),
  ...(amended.some((park) => park === filer) ? [] : Object.keys(toy.lastYear?.[severity] ?? {})),
];

/** Whether a file's queries are all explained by some file of the filer, for a value within 5 % of the explained one. */
const isAccepted = (toy: ToyReturn, filer: string, filed: readonly ToyReturn[]): boolean => {
  const valueOfQuery = (one: ToyReturn, query: string): number => one.values?.[query] ?? 100;
  const isExplained = (query: string): boolean =>
    filed.some(
      (other) =>
        other.explains?.includes(query) &&
        // In whole numbers: |now − then| ≤ then ÷ 20.
        20 * Math.abs(valueOfQuery(toy, query) - valueOfQuery(other, query)) <= valueOfQuery(other, query),
    );
  return (
    findingsOf(toy, filer, 'mandatory').length === 0 && findingsOf(toy, filer, 'query').every(isExplained)
  );
};

/** Every version with its verdict, told from the files alone. */
export const expectedVerdicts = (files: readonly UploadedFile[]) =>
  files.map(({ key, content }) => {
    const filer = filers.find((one) => keyOf(one, '') === key.slice(0, keyOf(one, '').length)) ?? '';
    const toys = files
      .filter((file) => file.key.startsWith(keyOf(filer, '')))
      .map((file): ToyReturn => JSON.parse(file.content));
    const toy: ToyReturn = JSON.parse(content);
    const rejected = findingsOf(toy, filer, 'mandatory').length > 0;
    return [
      `${filer} ${sha256(content)}`,
      rejected ? 'rejected' : isAccepted(toy, filer, toys) ? 'accepted' : 'needs-explanation',
    ];
  });
