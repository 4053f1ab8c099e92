import type { FileVariant } from '../../cli/sample/file-variants.ts';
import { cleanDraft, type ReturnDraft } from '../../cli/sample/return-draft.ts';
import { writeDraft } from '../../cli/sample/return-files.ts';
import { makeSample } from '../../cli/sample/sample-files.ts';
import type { RegisteredPark } from '../../shared/domain/ranking/ranking.ts';
import { shippedRegister } from '../../shared/domain/ranking/register.ts';

const register = shippedRegister();

/** Plausible figures of 169 parks: each breaks no rule, whoever files it, and no two rank alike. */
const { returns } = makeSample({
  register,
  parks: register.length,
  cycle: '2021',
  defects: 0,
  seed: 'figures',
}).population;

/** `!` = an input is blank: rejected by R-T-010. `?` = an input is ten times last year's: R-P-007 asks. */
export type Mistake = '' | '!' | '?';

export interface FiguresToFile {
  readonly cycle: string;
  readonly park: RegisteredPark;
  /** Place in the synthetic register whose figures are filed; the same place has the same figures every time. */
  readonly figures: number;
  readonly mistake?: Mistake;
}

/** What stands in the file, before it is written. */
export function figuresDraft({ cycle, park, figures, mistake = '' }: FiguresToFile): ReturnDraft {
  const filed = returns[figures];
  if (filed === undefined) throw new RangeError(`There are no figures ${figures}`);
  const draft = cleanDraft({ ...filed, park, cycle });
  if (mistake === '') return draft;
  const rows = draft.rows.map((row) => {
    if (mistake === '!' && row.code === 'hospitals') return { ...row, value: { kind: 'blank' } as const };
    if (mistake === '?' && row.code === 'disposable_fiscal_resources' && row.value.kind === 'number') {
      return {
        ...row,
        value: { kind: 'number', text: String(Math.round(Number(row.value.text) * 10)) } as const,
      };
    }
    return row;
  });
  return { ...draft, rows };
}

/** A park's return as a file; the same figures and variant give the same bytes. */
export const figuresFile = (filing: FiguresToFile, variant: FileVariant = { format: 'json' }) =>
  writeDraft(figuresDraft(filing), variant);
