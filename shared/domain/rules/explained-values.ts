import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';
import { canonicalJson } from '../ranking/input-hash.ts';

/** What an explanation of a finding is about: the values that the rule read, and where they lay. */
export const ExplainedValues = z.strictObject({
  /**
   * By what was read (`revenue`, `prior(revenue)`, `indicator(1.2)`, `count(enterprises)`): exact decimal text, `n/d`
   * where decimals never end, `N/A` = 不适用, or text. Blanks are left out.
   */
  values: z.record(z.string(), z.string()),
  /** Side of every threshold of the rule, in the order of its expressions: `t`, `f`, `?`, or the number of a factor. */
  sides: z.string(),
});
export type ExplainedValues = z.infer<typeof ExplainedValues>;

const ID_CHARACTERS = 16;

/** The first 16 hex digits of SHA-256 over the RFC 8785 JSON: the same values on the same sides have the same id. */
export const explainedValuesId = (about: ExplainedValues): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalJson(about)))).slice(0, ID_CHARACTERS);
