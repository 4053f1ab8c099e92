/** Units of the forms and of the park inputs that are no money. 年 is left out: in a header it says when, not how much. */
const OTHER_UNITS: ReadonlySet<string> = new Set([
  ...['人', '人月', '人年', '件', '项', '个', '家', '篇', '所', '分', '%', '吨', '吨标准煤', '公顷'],
  '元/平方米',
]);

const MULTIPLES = '(?:十|百|千|万|十万|百万|千万|亿|十亿|百亿|千亿|万亿)';
const CURRENCIES = '(?:元|美元|欧元|港元|日元)';
const MONEY = new RegExp(`^${MULTIPLES}?${CURRENCIES}$`);
/** An amount of money as a word: 千元. */
const MONEY_WORD = new RegExp(`${MULTIPLES}${CURRENCIES}`, 'g');
/**
 * Money at the end of a heading without anything between, as in `营业收入万元`; behind a digit it is a threshold. A bare 元 may
 * be part of a word.
 */
const MONEY_AT_END = new RegExp(`(?:(?<!\\d)${MULTIPLES}${CURRENCIES}|(?<=[\\s_-])元)$`);

const VARIANTS: readonly (readonly [RegExp, string])[] = [
  [/仟/g, '千'],
  [/佰/g, '百'],
  [/萬/g, '万'],
  [/億/g, '亿'],
  [/圆|圓/g, '元'],
  [/人民币|rmb|cny/g, ''],
];

/** What English headings say, without spaces, commas and the name of the currency. */
const ENGLISH: Readonly<Record<string, string>> = {
  yuan: '元',
  thousandyuan: '千元',
  '1000yuan': '千元',
  "'000yuan": '千元',
  '’000yuan': '千元',
  '000yuan': '千元',
  tenthousandyuan: '万元',
  '10000yuan': '万元',
  '10kyuan': '万元',
  millionyuan: '百万元',
  billionyuan: '十亿元',
  person: '人',
  persons: '人',
};

const written = (text: string): string =>
  VARIANTS.reduce(
    (said, [variant, usual]) => said.replace(variant, usual),
    text.normalize('NFKC').toLowerCase(),
  );

/** `单位：`, `计量单位`, `金额单位 `, `unit: ` and `in ` before a unit. */
const INTRODUCTION = /^\s*(?:(?:计量|金额|货币)?单位|units?\b(?:\s+of\s+measure)?|in\b)\s*:?\s*/;

/**
 * The unit that a text names and nothing else, as the forms write it: 万元 for `人民币万元`, `萬元` and `10,000 yuan`. Null
 * where it says more, or is no unit of the forms and no money.
 */
export const unitNamed = (text: string): string | null => {
  const said = written(text).replace(INTRODUCTION, '').trim();
  const english = ENGLISH[said.replaceAll(/[\s,]/g, '')];
  if (english !== undefined) return english;
  const bare = said.replaceAll(/\s/g, '');
  return OTHER_UNITS.has(bare) || MONEY.test(bare) ? bare : null;
};

const BRACKETED = /[([【〔]([^()[\]【】〔〕]*)[)\]】〕]/g;
/** A comma between digits belongs to `10,000 yuan`. */
const PUNCTUATION = /(?<!\d),|,(?!\d)|[、;/:|\n]/;

/** Units that stand for themselves: the whole text, or parts of it. */
const unitsIn = (text: string): readonly string[] => {
  const whole = unitNamed(text);
  return whole === null ? text.split(PUNCTUATION).flatMap((part) => unitNamed(part) ?? []) : [whole];
};

const unitAtEnd = (text: string): readonly string[] =>
  (text.match(MONEY_WORD)?.length ?? 0) > 1 ? [] : (MONEY_AT_END.exec(text)?.slice(0, 1) ?? []);

/**
 * The unit that a heading of a column names: in brackets anywhere, after a comma, slash, colon, dash or space, or glued to
 * its end, also behind 单位. Null where it names none, or more than one.
 */
export const unitInHeading = (heading: string): string | null => {
  const text = written(heading);
  const bracketed = [...text.matchAll(BRACKETED)].flatMap(([, inside = '']) => unitsIn(inside));
  const bare = text.replaceAll(BRACKETED, ' ').trim();
  const units = new Set([...bracketed, ...unitsIn(bare), ...unitAtEnd(bare)]);
  return units.size === 1 ? ([...units][0] ?? null) : null;
};

const NOTE = /(?:^|[^\p{L}])(?:(?:计量|金额|货币)单位|单位|units?)\s*[:：]\s*([^()（）]+)/iu;

/**
 * The unit of money that a note beside a table names for all of it: `单位：千元`, `（金额单位: 万元）`, `单位：千元、人`. Null
 * where it names none, or more than one, and for `填报单位：…`, which is an office.
 */
export const moneyInNote = (text: string): string | null => {
  const said = NOTE.exec(text.normalize('NFKC'))?.[1];
  if (said === undefined) return null;
  const money = new Set(
    written(said)
      .split(/(?<!\d),|,(?!\d)|[、;/|\n]|\s{2,}/)
      .map(unitNamed)
      .filter((unit) => unit !== null && MONEY.test(unit)),
  );
  return money.size === 1 ? ([...money][0] ?? null) : null;
};

/** Separators and a unit at the end of a label that is written without spaces. */
const UNIT_AT_END = new RegExp(
  `[,、/:;|_-]*(?:(?:计量|金额)?单位:?)?(?:${MULTIPLES}${CURRENCIES}|(?<=[,、/:;|_-])(?:元|${[...OTHER_UNITS].join('|')}))$`,
);

/** A label without a unit at its end, as `营业收入,万元` has it. */
export const labelWithoutUnit = (label: string): string => written(label).replace(UNIT_AT_END, '');
