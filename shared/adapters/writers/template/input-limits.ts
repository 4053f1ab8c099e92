import type { ConditionalRule, DataValidation } from 'hucre/xlsx';
import { decimalText } from '../../../domain/expressions/decimal.ts';
import { isExact } from '../../../domain/expressions/value.ts';
import type { InputDefinition } from '../../../domain/rules/rule-pack.ts';
import { INVALID } from './template-styles.ts';

/** The word that a cell holds where a park has no such thing. */
export const declaredNotApplicable = '不适用';

/** What a cell takes, as far as a spreadsheet can tell: R-T-009 and R-T-010 of the rule pack. */
export interface InputLimits {
  readonly isWhole: boolean;
  /** Decimal text; null where nothing binds. */
  readonly min: string | null;
  readonly max: string | null;
  readonly allowsNotApplicable: boolean;
}

export const limitsOf = ({ type, columns }: InputDefinition): InputLimits => {
  const bound = (name: string): string | null => {
    const value = columns[name] ?? null;
    return isExact(value) ? decimalText(value) : null;
  };
  return {
    isWhole: type === 'integer',
    min: bound('input.min'),
    max: bound('input.max'),
    allowsNotApplicable: columns['input.not_applicable_allowed'] === 'yes',
  };
};

const grouped = (decimal: string): string => {
  const [whole = '', fraction] = decimal.split('.');
  const thousands = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
};

/** `0 ～ 23,835,165 整数 integer`. */
export const rangeText = ({ isWhole, min, max }: InputLimits): string => {
  const range =
    min !== null && max !== null
      ? `${grouped(min)} ～ ${grouped(max)}`
      : min !== null
        ? `≥ ${grouped(min)}`
        : max !== null
          ? `≤ ${grouped(max)}，可为负 may be negative`
          : '可为负 may be negative';
  return isWhole ? `${range} 整数 integer` : range;
};

/** Conditions on the number in a cell, as a formula; empty where any number will do. */
const numberConditions = (cell: string, { isWhole, min, max }: InputLimits): string[] => [
  ...(min === null ? [] : [`${cell}>=${min}`]),
  ...(max === null ? [] : [`${cell}<=${max}`]),
  ...(isWhole ? [`${cell}=INT(${cell})`] : []),
];

/**
 * Formula that is true for what the cell may hold. IF and not OR: a comparison of 不适用 with a number is an error, and
 * an OR with an error in it is one too.
 */
export const fits = (cell: string, limits: InputLimits): string => {
  const conditions = numberConditions(cell, limits);
  const number =
    conditions.length === 0
      ? 'TRUE'
      : conditions.length === 1
        ? conditions.join()
        : `AND(${conditions.join()})`;
  const otherwise = limits.allowsNotApplicable ? `${cell}="${declaredNotApplicable}"` : 'FALSE';
  return `IF(ISNUMBER(${cell}),${number},${otherwise})`;
};

/** A whole-or-decimal validation where the program has one for the limits, else a formula. */
const numberValidation = (
  cell: string,
  limits: InputLimits,
): Pick<DataValidation, 'type' | 'operator' | 'formula1' | 'formula2'> => {
  const type = limits.isWhole ? 'whole' : 'decimal';
  const { min, max } = limits;
  if (min !== null && max !== null) return { type, operator: 'between', formula1: min, formula2: max };
  if (min !== null) return { type, operator: 'greaterThanOrEqual', formula1: min };
  if (max !== null) return { type, operator: 'lessThanOrEqual', formula1: max };
  return { type: 'custom', formula1: fits(cell, limits) };
};

/**
 * The validation of a cell to fill. Where 不适用 is allowed it is a drop-down that lets numbers pass, since a cell has one
 * validation only; the colour of `invalidRule` says what does not fit.
 */
export const inputValidation = (cell: string, limits: InputLimits): DataValidation => {
  if (limits.allowsNotApplicable) {
    return {
      type: 'list',
      values: [declaredNotApplicable],
      allowBlank: true,
      showInputMessage: true,
      inputTitle: '可填“不适用”',
      inputMessage:
        '填数字；园区没有此项的，从下拉列表选“不适用”；确为零填 0。A number, or 不适用 (N/A) from the list; a true zero is 0.',
      range: cell,
    };
  }
  return {
    ...numberValidation(cell, limits),
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: '数值不符合要求',
    errorMessage: `应为数字，允许范围：${rangeText(limits)}；本项不得填“不适用”。A number in this range; N/A is not allowed here.`,
    range: cell,
  };
};

/** Colours what does not fit: validations do not see pasted values. */
export const invalidRule = (cell: string, limits: InputLimits, priority: number): ConditionalRule => ({
  type: 'expression',
  priority,
  formula: `AND(NOT(ISBLANK(${cell})),NOT(${fits(cell, limits)}))`,
  style: INVALID,
  range: cell,
});
