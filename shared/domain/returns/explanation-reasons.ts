import type { Localised } from './filed-return.ts';

/** Why a queried value is right all the same. The number leads, so that the code survives in either language. */
export const EXPLANATION_REASONS: readonly Localised[] = [
  { zh: '01 业务实际变化', en: 'real change of business' },
  { zh: '02 企业增减或迁移', en: 'enterprises entered, left or moved' },
  { zh: '03 口径或分类调整', en: 'definition or classification changed' },
  { zh: '04 上年数有误', en: "last year's value was wrong" },
  { zh: '05 一次性事项', en: 'one-off event' },
  { zh: '06 经核对无误', en: 'checked and right' },
  { zh: '99 其他', en: 'other' },
];

const CODE_LENGTH = 2;

/** `01` … `99`. */
const codeOf = ({ zh }: Localised): string => zh.slice(0, CODE_LENGTH);

/**
 * The reason that a filed reason says: by its code (`02`, `2`, `02 企业增减或迁移`) or by its words in either language;
 * null where it is none of the list. Reasons in other words are taken as they are.
 */
export const explanationReason = (filed: string): Localised | null => {
  const text = filed.normalize('NFKC').trim().toLowerCase();
  const code = /^\d{1,2}(?!\d)/.exec(text)?.[0].padStart(CODE_LENGTH, '0');
  return (
    EXPLANATION_REASONS.find(
      (reason) =>
        code === codeOf(reason) || text === reason.zh.slice(CODE_LENGTH).trim() || text === reason.en,
    ) ?? null
  );
};
