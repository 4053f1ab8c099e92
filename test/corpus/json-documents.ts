import { VALID_PREVIOUS } from '../support/a-filed-return.ts';
import { utf8 } from '../support/workbooks.ts';
import { accepted, type CorpusFile, faulty, refused } from './corpus-file.ts';
import { joined } from './raw-zip.ts';
import { codes, jsonText, wholeJson } from './whole-return.ts';

const json = { encoding: 'utf-8' } as const;
const made = (file: string, what: string, bytes: () => Uint8Array) => ({ file, what, bytes });
const text = (zh: string, en: string) => ({ zh, en });
const at = (code: string): string => `inputs!/inputs/${code}/value`;

/** JSON documents. */
export const jsonDocuments: readonly CorpusFile[] = [
  accepted(
    made('plain.json', 'nothing: the return that the others are made of', () => wholeJson()),
    'json',
    json,
  ),
  accepted(
    made('a BOM in front.json', 'a BOM, which RFC 8259 lets readers ignore', () =>
      joined(utf8('\ufeff'), wholeJson()),
    ),
    'json',
    { encoding: 'utf-8-bom' },
  ),
  accepted(
    made('values without members.json', 'bare numbers, numbers as text, null for no last year', () =>
      wholeJson(
        {},
        {
          employees: { value: '57,460', previous: 51435 },
          hospitals: 7,
          schools: { value: '２２', previous: null },
        },
      ),
    ),
    'json',
    json,
  ),
  accepted(
    made('numbers written otherwise.json', '5.746e4 and 57460.000', () =>
      jsonText('"value":57460', '"value":5.7460e4'),
    ),
    'json',
    json,
  ),
  accepted(
    made('__proto__.json', 'members that are names of JavaScript’s own', () =>
      jsonText(
        '"inputs":{',
        '"__proto__":{"polluted":true},"constructor":1,"inputs":{"__proto__":{"value":8},',
      ),
    ),
    'json',
    {
      ...json,
      notices: [
        'R-F-101 __proto__!/__proto__=__proto__',
        'R-F-101 constructor!/constructor=constructor',
        'R-F-101 inputs!/inputs/__proto__=__proto__',
      ],
    },
  ),
  accepted(
    made('a misspelt member.json', 'declaration for declarations', () => wholeJson({ declaration: {} })),
    'json',
    { ...json, notices: ['R-F-101 declaration!/declaration=declaration'] },
  ),
  faulty(
    made('a misspelt input.json', 'employes', () =>
      wholeJson({}, { employees: undefined, employes: { value: 57460, previous: 51435 } }),
    ),
    'json',
    // This year's value is missing, and last year's, on which 3.5 and 5.2 rest.
    [
      'R-F-101 inputs!/inputs/employes=employes',
      'R-P-001 inputs!/inputs/employees=',
      'R-T-010 inputs!/inputs/employees=',
    ],
    'utf-8',
  ),
  faulty(
    made('an input twice.json', 'a member repeated with another value: parsers differ in which counts', () =>
      jsonText('"hospitals":', '"employees":{"value":1},"hospitals":'),
    ),
    'json',
    ['R-F-004'],
    'utf-8',
  ),
  faulty(
    made('an expert score.json', 'what only the ministry may file', () =>
      wholeJson({}, { expert_score_innovation_climate: { value: 88 } }),
    ),
    'json',
    ['R-F-008 inputs!/inputs/expert_score_innovation_climate/value=88'],
    'utf-8',
  ),
  faulty(
    made('values of other types.json', 'true, an array, an object, a lone surrogate', () =>
      wholeJson(
        {},
        {
          hospitals: { value: true },
          schools: { value: [22] },
          employees: { value: { v: 1 }, previous: 51435 },
        },
      ),
    ),
    'json',
    [
      `R-T-009 ${at('hospitals')}=true`,
      `R-T-009 ${at('schools')}=[22]`,
      `R-T-009 ${at('employees')}={"v":1}`,
    ],
    'utf-8',
  ),
  faulty(
    made('beyond any double.json', '1e999999999: a billion digits, if they were written out', () =>
      jsonText('"value":7}', '"value":1e999999999}'),
    ),
    'json',
    [`R-T-009 ${at('hospitals')}=1e999999999`],
    'utf-8',
  ),
  faulty(
    made('inputs as a list.json', 'a list where the format has members', () => wholeJson({ inputs: [1, 2] })),
    'json',
    ['R-F-004'],
    'utf-8',
  ),
  faulty(
    made('no inputs.json', 'the frame alone', () =>
      utf8('{"format":"gaoxin-return@1","cycle":"2021","park":"P021","inputs":{}}'),
    ),
    'json',
    [
      ...codes.map((code) => `R-T-010 inputs!/inputs/${code}=`),
      ...Object.keys(VALID_PREVIOUS).map((code) => `R-P-001 inputs!/inputs/${code}=`),
    ],
    'utf-8',
  ),
  refused(
    made('another version.json', 'gaoxin-return@2', () => jsonText('gaoxin-return@1', 'gaoxin-return@2')),
    'json',
    text('gaoxin-return@2', 'gaoxin-return@2'),
    { encoding: 'utf-8', place: 'format!/format=gaoxin-return@2' },
  ),
  refused(
    made('a list.json', 'a JSON document that is no object', () => utf8('[{"cycle":"2021"}]')),
    'json',
    text('顶层不是对象的 JSON', 'JSON that is not an object'),
    { encoding: 'utf-8' },
  ),
  refused(
    made('two documents.json', 'JSON lines', () => joined(wholeJson(), utf8('\n'), wholeJson())),
    'json',
    text('第 2 行', 'line 2'),
    { encoding: 'utf-8', place: 'two documents.json' },
  ),
  refused(
    made('a comma too many.json', 'what JavaScript forgives and JSON does not', () =>
      utf8('{"format":"gaoxin-return@1",\n"cycle":"2021",}'),
    ),
    'json',
    text('第 2 行', 'line 2'),
    { encoding: 'utf-8', place: 'a comma too many.json' },
  ),
  refused(
    made('NaN.json', 'NaN, which Python writes', () => jsonText('"value":57460', '"value":NaN')),
    'json',
    text('第 1 行', 'line 1'),
    { encoding: 'utf-8', place: 'NaN.json' },
  ),
  refused(
    made('cut off.json', 'an upload that broke off', () => wholeJson().subarray(0, 1000)),
    'json',
    text('第 1 行', 'line 1'),
    { encoding: 'utf-8', place: 'cut off.json' },
  ),
  refused(
    made('nested without end.json', 'a hundred thousand lists one inside the other', () =>
      utf8(`{"inputs":${'['.repeat(100_000)}`),
    ),
    'json',
    text('嵌套', 'nested'),
    { encoding: 'utf-8', place: 'nested without end.json' },
  ),
  refused(
    made('a text too long.json', 'a million digits', () =>
      jsonText('"value":57460', `"value":${'9'.repeat(1_000_000)}`),
    ),
    'json',
    text('超过 32767 个字符', 'more than 32767 characters'),
    { encoding: 'utf-8', place: 'a text too long.json' },
  ),
];
