import { aCover, anInputSheet, type MadeCell } from '../support/workbooks.ts';
import { accepted, type CorpusFile, faulty } from './corpus-file.ts';
import { type Cells, cellOf, INPUTS, inputRows, withInputs, workbook } from './whole-return.ts';

const inline = (content: string): MadeCell => ({ xml: `<c r="@" t="inlineStr"><is>${content}</is></c>` });
const error = (code: string): MadeCell => ({ xml: `<c r="@" t="e"><v>${code}</v></c>` });
const made = (file: string, what: string, changes: Cells) => ({
  file,
  what,
  bytes: () => withInputs(changes),
});
const hospitals = cellOf('hospitals');
const employees = cellOf('employees');
const coverOf = (park: string): Uint8Array =>
  workbook(
    {
      name: '封面',
      rows: [
        ['园区代码', park],
        ['评价年度', '２０２１'],
        ['模板版本', 'gx46-2021@1'],
      ],
    },
    anInputSheet(inputRows()),
  );

/** What stands in single cells of a workbook. */
export const cells: readonly CorpusFile[] = [
  accepted(
    made('numbers as text.xlsx', 'full-width digits, thousands separators, blanks around, a text format', {
      employees: '５７，４６０',
      revenue: '60,311,452',
      schools: ' ２２ ',
      hospitals: '\u00a07\u00a0',
    }),
    'xlsx',
  ),
  accepted(
    made(
      'invisible characters.xlsx',
      'zero-width and direction marks, as copying from web pages leaves them',
      {
        employees: '\u200b57460\u200b',
        hospitals: '\u202d7\u202c',
        schools: '\ufeff22',
      },
    ),
    'xlsx',
  ),
  accepted(
    {
      file: 'an invisible character in the park code.xlsx',
      what: 'a code with a right-to-left mark and a year in full-width digits',
      bytes: () => coverOf('P021\u200f'),
    },
    'xlsx',
  ),
  accepted(
    made(
      'formulas with results.xlsx',
      'a formula, a shared formula and one of text: the stored results count',
      {
        hospitals: { xml: '<c r="@"><f>3+4</f><v>7</v></c>' },
        schools: { xml: '<c r="@"><f t="shared" si="0"/><v>22</v></c>' },
        house_price: { xml: '<c r="@" t="str"><f>"不"&amp;"适用"</f><v>不适用</v></c>' },
      },
    ),
    'xlsx',
  ),
  accepted(
    made('rich text and references.xlsx', 'runs with phonetics, character references, CDATA, _x escapes', {
      employees: inline('<r><rPr><b/></rPr><t>57</t></r><r><t>460</t></r><rPh sb="0" eb="1"><t>wu</t></rPh>'),
      hospitals: inline('<t>&#55;</t>'),
      schools: inline('<t><![CDATA[22]]></t>'),
      house_price: inline('<t>不_x9002_用</t>'),
    }),
    'xlsx',
  ),
  accepted(
    made('numbers with exponents.xlsx', '5.746E4 and doubles with all 17 digits', {
      employees: { xml: '<c r="@"><v>5.746E4</v></c>' },
      revenue: { xml: '<c r="@"><v>60311452.289999999</v></c>' },
    }),
    'xlsx',
  ),
  accepted(
    made('a formatted percentage.xlsx', 'styles are not read: the stored number counts', {
      hospitals: { xml: '<c r="@" s="9"><v>7</v></c>' },
    }),
    'xlsx',
  ),
  faulty(
    made('error values.xlsx', '#DIV/0! under a formula, and #N/A, #REF!, #NAME? as they are', {
      hospitals: { xml: '<c r="@" t="e"><f>1/0</f><v>#DIV/0!</v></c>' },
      schools: error('#N/A'),
      employees: error('#REF!'),
      house_price: error('#NAME?'),
    }),
    'xlsx',
    (
      [
        ['hospitals', '#DIV/0!'],
        ['schools', '#N/A'],
        ['employees', '#REF!'],
        ['house_price', '#NAME?'],
      ] as const
    ).flatMap(([code, raw]) => [`R-F-005 ${cellOf(code)}=${raw}`, `R-T-009 ${cellOf(code)}=${raw}`]),
  ),
  faulty(
    made('a formula without a result.xlsx', 'saved by a program that does not calculate', {
      hospitals: { xml: '<c r="@"><f>3+4</f></c>' },
    }),
    'xlsx',
    // Nothing is stored, so the input is blank too.
    [`R-F-005 ${hospitals}=`, `R-T-010 ${hospitals}=`],
  ),
  faulty(
    made('text for numbers.xlsx', 'units, currency, brackets, percent, ideographic numerals, a range', {
      hospitals: '7所',
      schools: '约22',
      employees: '(57460)',
      incubated_enterprises_new: '96-98',
      gazelle_enterprises_new: '十八',
      enterprises_newly_listed: '100%',
    }),
    'xlsx',
    (
      [
        ['hospitals', '7所'],
        ['schools', '约22'],
        ['employees', '(57460)'],
        ['incubated_enterprises_new', '96-98'],
        ['gazelle_enterprises_new', '十八'],
        ['enterprises_newly_listed', '100%'],
      ] as const
    ).map(([code, raw]) => `R-T-009 ${cellOf(code)}=${raw}`),
  ),
  faulty(
    made('separators in the wrong place.xlsx', '57.460,00 of the continent, 5,74,60, 1 234: never guessed', {
      employees: '57.460,00',
      hospitals: '0,7',
      schools: '2 2',
    }),
    'xlsx',
    (
      [
        ['employees', '57.460,00'],
        ['hospitals', '0,7'],
        ['schools', '2 2'],
      ] as const
    ).map(([code, raw]) => `R-T-009 ${cellOf(code)}=${raw}`),
  ),
  faulty(
    made('blanks of many kinds.xlsx', 'white space, an empty text, a dash, /', {
      hospitals: '   ',
      schools: inline('<t></t>'),
      employees: '-',
      gazelle_enterprises_new: '/',
    }),
    'xlsx',
    [
      `R-T-010 ${hospitals}=   `,
      `R-T-010 ${cellOf('schools')}=`,
      `R-T-009 ${employees}=-`,
      `R-T-009 ${cellOf('gazelle_enterprises_new')}=/`,
    ],
  ),
  faulty(
    made('dates for numbers.xlsx', 'an ISO date, a boolean, a number that is no number', {
      hospitals: { xml: '<c r="@" t="d"><v>2020-01-01</v></c>' },
      schools: { xml: '<c r="@" t="b"><v>1</v></c>' },
      employees: { xml: '<c r="@"><v>NaN</v></c>' },
    }),
    'xlsx',
    [`R-T-009 ${hospitals}=2020-01-01`, `R-T-009 ${cellOf('schools')}=TRUE`, `R-T-009 ${employees}=NaN`],
  ),
  faulty(
    {
      file: 'a formula of another program.xlsx',
      what: 'text that a spreadsheet would run (DDE): it is data here, and escaped in every report',
      bytes: () => withInputs({ hospitals: "=cmd|' /C calc'!A0" }),
    },
    'xlsx',
    [`R-T-009 ${hospitals}==cmd|' /C calc'!A0`],
  ),
  accepted(
    {
      file: 'a row of a former year.xlsx',
      what: 'an input that the format no longer knows',
      bytes: () =>
        workbook(
          aCover(),
          anInputSheet([...inputRows(), ['overseas_investment', '对外直接投资', '千元', 1, 2]]),
        ),
    },
    'xlsx',
    { notices: [`R-F-101 ${INPUTS}!A60=overseas_investment`] },
  ),
];
