import { assembleEdition } from './assemble-edition.ts';
import { checkFormulas, type InputCatalogue } from './check-formulas.ts';
import { addShapeFindings } from './check-shape.ts';
import { addStructureFindings } from './check-structure.ts';
import type { Edition } from './edition.ts';
import { EditionDocument } from './edition-document.ts';
import type { AddFinding, EditionFinding } from './edition-finding.ts';
import { type RoughEdition, roughEdition } from './rough-edition.ts';

/** An edition's document with everything there is to say of it. */
export interface CheckedEdition {
  /** Errors first; in each severity in the order of the document's levels. */
  readonly findings: readonly EditionFinding[];
  /** null where there are errors. */
  readonly edition: Edition | null;
}

/**
 * Checks a document: shape, codes, hierarchy, weights of both levels, formulas and the inputs that they name. All findings
 * at once: what is wrong in one place hides nothing in another.
 */
export const checkEdition = (document: unknown, inputs: InputCatalogue): CheckedEdition => {
  const findings: EditionFinding[] = [];
  const add: AddFinding = ({ zh, en, subject = null, ...finding }) =>
    void findings.push({ ...finding, subject, message: { zh, en } });
  const rough = roughEdition(document);
  const parsed = EditionDocument.safeParse(document);
  if (!parsed.success) addShapeFindings(document, parsed.error.issues, add);
  addStructureFindings(rough, add);
  const formulas = rough.indicators.map((indicator) => checkFormulas(indicator, inputs, add));
  addSameFormulas(rough, add);
  if (parsed.success) {
    addSuccessorFindings(parsed.data, add);
    addNotices(parsed.data, add);
  }
  const weight = { error: 0, warning: 1, notice: 2 };
  findings.sort((a, b) => weight[a.severity] - weight[b.severity]);
  const isUsable = parsed.success && findings[0]?.severity !== 'error';
  return { findings, edition: isUsable ? assembleEdition(parsed.data, formulas) : null };
};

const addSameFormulas = ({ indicators }: RoughEdition, add: AddFinding): void => {
  const first = new Map<string, string>();
  for (const { expression, code, place } of indicators) {
    if (expression === undefined || code === undefined) continue;
    const other = first.get(expression);
    if (other === undefined) first.set(expression, code);
    else if (other !== code) {
      add({
        severity: 'warning',
        code: 'same-formula',
        place: `${place}.expression`,
        subject: code,
        zh: `与指标 ${other} 的公式相同，同一事实计了两次`,
        en: `the same formula as indicator ${other}: one fact counts twice`,
      });
    }
  }
};

const addSuccessorFindings = ({ successor, indicators }: EditionDocument, add: AddFinding): void => {
  const seen = { former: new Set<string>(), becomes: new Set<string>() };
  for (const [index, { kind, former, becomes }] of (successor?.indicators ?? []).entries()) {
    const place = `successor.indicators[${index}]`;
    const wrong = (zh: string, en: string): void =>
      add({ severity: 'error', code: 'wrong-successor', place, subject: former[0] ?? null, zh, en });
    for (const code of former) {
      if (!indicators.some((indicator) => indicator.code === code)) {
        wrong(`本版本没有指标“${code}”`, `this edition has no indicator “${code}”`);
      }
      if (seen.former.has(code)) wrong(`指标“${code}”说明了两次`, `“${code}” is told of twice`);
      seen.former.add(code);
    }
    if ((kind === 'removed') !== (becomes === null)) {
      wrong('只有取消的指标没有去向', 'an indicator has no successor if and only if it is removed');
    }
    if (kind === 'same' && former.length > 1)
      wrong('沿用的指标只能有一个', 'only one indicator can stay the same');
    if (becomes === null) continue;
    if (seen.becomes.has(becomes)) wrong(`去向“${becomes}”出现两次`, `“${becomes}” takes over twice`);
    seen.becomes.add(becomes);
  }
};

const addNotices = ({ synthetic, indicators }: EditionDocument, add: AddFinding): void => {
  if (synthetic === true) {
    add({
      severity: 'notice',
      code: 'synthetic',
      place: 'synthetic',
      zh: '合成版本，仅供演示；不能用于任何评价年度',
      en: 'a synthetic edition, for demonstration; no cycle can be opened with it',
    });
  }
  const unofficial = indicators.filter(({ formulaStatus }) => formulaStatus !== 'official').length;
  if (unofficial > 0) {
    add({
      severity: 'notice',
      code: 'unofficial-formulas',
      place: 'indicators',
      zh: `${indicators.length} 个公式中 ${unofficial} 个不是官方文本`,
      en: `${unofficial} of ${indicators.length} formulas are no official text`,
    });
  }
};
