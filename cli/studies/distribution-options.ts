import type { Grouping } from '../../shared/domain/distribution/group-summaries.ts';
import { parseRatio, RatioError } from '../../shared/domain/distribution/measured-parks.ts';
import type { Top } from '../../shared/domain/distribution/top-places.ts';
import { parseDecimal } from '../../shared/domain/expressions/decimal.ts';
import { compare, divide, type Exact, exactInteger, ZERO } from '../../shared/domain/expressions/exact.ts';
import { type Expression, ExpressionError } from '../../shared/domain/expressions/expression.ts';
import { nearestDouble } from '../../shared/domain/expressions/nearest-double.ts';
import { CannotDo } from '../terminal/context.ts';

const HUNDRED = exactInteger(100);

const items = (list: string): string[] => list.split(/[,，]/).map((item) => item.trim());

/** `1,0.5,0.1` as exact decimals. @throws {CannotDo} */
export const decimalsOf = (flag: string, list: string): Exact[] =>
  items(list).map((item) => {
    const value = parseDecimal(item);
    if (value !== null) return value;
    throw new CannotDo({
      zh: `${flag} 应为以逗号分隔的数，如 1,0.5,0.1；“${item}”不是数。`,
      en: `${flag} takes numbers with commas between, e.g. 1,0.5,0.1; “${item}” is none.`,
    });
  });

/** `20%` is a share of the parks, `33` a number of places. @throws {CannotDo} */
export const topsOf = (list: string): { readonly asked: string; readonly top: Top }[] =>
  items(list).map((asked) => {
    const isShare = /[%％]$/.test(asked);
    const value = parseDecimal(isShare ? asked.slice(0, -1) : asked);
    const share = value && isShare ? divide(value, HUNDRED) : null;
    if (share && compare(share, ZERO) > 0 && compare(share, exactInteger(1)) <= 0) {
      return { asked, top: { share } };
    }
    if (!isShare && value?.denominator === 1n && value.numerator > 0n) {
      return { asked, top: { places: Number(value.numerator) } };
    }
    throw new CannotDo({
      zh: `--top 应为百分比（如 20%，大于 0、不超过 100%）或名次数（如 33）；当前为“${asked}”。`,
      en: `--top takes a percentage above 0 and up to 100 (20%) or a number of places (33); found “${asked}”.`,
    });
  });

/** Shares 0–1. @throws {CannotDo} */
export const quantilesOf = (list: string): number[] =>
  decimalsOf('--quantiles', list).map((value) => {
    const p = nearestDouble(value);
    if (p >= 0 && p <= 1) return p;
    throw new CannotDo({
      zh: `--quantiles 应在 0 与 1 之间；当前为 ${p}。`,
      en: `--quantiles takes shares from 0 to 1; found ${p}.`,
    });
  });

/** @throws {CannotDo} */
export const groupingsOf = (list: string): Grouping[] =>
  items(list).map((item) => {
    if (item === 'province' || item === 'region') return item;
    throw new CannotDo({
      zh: `--by 应为 province（省）或 region（地区），可同时指定；当前为“${item}”。`,
      en: `--by takes province, region or both with a comma; found “${item}”.`,
    });
  });

/** @throws {CannotDo} */
export const binsOf = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new CannotDo({
    zh: `--bins 应为 1–99 的整数；当前为“${text}”。`,
    en: `--bins takes a whole number from 1 to 99; found “${text}”.`,
  });
};

/** @throws {CannotDo} where it is no expression, or names what is no park input. */
export const ratioOf = (source: string): Expression => {
  try {
    return parseRatio(source);
  } catch (error) {
    if (error instanceof RatioError) {
      const names = error.unknown.join(', ');
      throw new CannotDo(
        {
          zh: `--ratio 中不是园区填报项的名称：${names}。`,
          en: `--ratio names what is no park input: ${names}.`,
        },
        { cause: error },
      );
    }
    if (!(error instanceof ExpressionError)) throw error;
    throw new CannotDo(
      {
        zh: `--ratio 有语法错误，第 ${error.at.start + 1} 个字符处：${error.problem}。`,
        en: `--ratio is no expression: ${error.message}.`,
      },
      { cause: error },
    );
  }
};
