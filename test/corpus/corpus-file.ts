import type { FindingsReport } from '../../shared/domain/rules/finding.ts';

/** A file of the corpus: how it is made, and what `gaoxin check` must say of it as the return of P021 for 2021. */
export interface CorpusFile {
  readonly file: string;
  /** What is hostile or odd about it. */
  readonly what: string;
  readonly bytes: () => Uint8Array | Promise<Uint8Array>;
  readonly verdict: FindingsReport['verdict'];
  /** Format and encoding that are found, whatever the name says. */
  readonly format: FindingsReport['file']['format'];
  readonly encoding?: FindingsReport['file']['encoding'];
  /** Each finding as rule and the cells involved, `R-X-000 sheet!address=raw`, in any order. */
  readonly findings: readonly string[];
  /** Words of the refusal in each language, where the file is refused. */
  readonly refusal?: { readonly zh: string; readonly en: string };
}

type Made = Pick<CorpusFile, 'file' | 'what' | 'bytes'>;

/** A file that is odd and accepted, with notices at most. */
export const accepted = (
  made: Made,
  format: CorpusFile['format'],
  { encoding = null, notices = [] }: { encoding?: CorpusFile['encoding']; notices?: readonly string[] } = {},
): CorpusFile => ({ ...made, format, encoding, verdict: 'accepted', findings: notices });

/** A file that is read and must be corrected. */
export const faulty = (
  made: Made,
  format: CorpusFile['format'],
  findings: readonly string[],
  encoding: CorpusFile['encoding'] = null,
): CorpusFile => ({ ...made, format, encoding, verdict: 'rejected', findings });

/** A file that is refused unread, by R-F-002; `place` = the part that is named, or `part!address`. */
export const refused = (
  made: Made,
  format: CorpusFile['format'],
  refusal: { readonly zh: string; readonly en: string },
  { place = '', encoding = null }: { place?: string; encoding?: CorpusFile['encoding'] } = {},
): CorpusFile => ({
  ...made,
  format,
  encoding,
  verdict: 'rejected',
  findings: [`R-F-002 ${place}${place.includes('!') && !place.includes('=') ? '=' : ''}`.trim()],
  refusal,
});
