import * as z from 'zod';
import { compareTexts } from '../rules/cell-place.ts';
import { type Explanation, position } from './explanation.ts';

/** One text that several findings of a return are explained with: copied, perhaps, and not thought about. */
export const RepeatedExplanation = z.strictObject({
  /** As first given, cut to a length for a list. */
  text: z.string(),
  /** How many findings it explains. */
  findings: z.int(),
});
export type RepeatedExplanation = z.infer<typeof RepeatedExplanation>;

/** Findings with the same text from which on the reviewer is told. */
const REPEATED_FROM = 3;
const TEXT_CHARACTERS = 120;
/** Texts kept, the most repeated first: they stand in a row that is read for every park. */
const MOST_TEXTS = 20;

/** What remains of a text when width, case, spaces and punctuation do not count. */
const normalised = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]+/gu, '');

/**
 * Texts that stand, but for width, case, spaces and punctuation, in the latest explanations of three or more findings of a
 * return. For the ministry's reviewer only. The order of `explanations` does not matter.
 */
export const repeatedExplanations = (
  explanations: readonly Explanation[],
): readonly RepeatedExplanation[] => {
  const inOrder = explanations.toSorted((a, b) => compareTexts(placeOf(a), placeOf(b)));
  const latest = [...new Map(inOrder.map((one) => [one.finding, one])).values()];
  return [...Map.groupBy(latest, ({ text }) => normalised(text)).values()]
    .filter((group) => group.length >= REPEATED_FROM)
    .map((group) => group.toSorted((a, b) => compareTexts(placeOf(a), placeOf(b))))
    .map((group) => ({ text: excerpt(group[0]?.text ?? ''), findings: group.length }))
    .toSorted((a, b) => b.findings - a.findings || compareTexts(a.text, b.text))
    .slice(0, MOST_TEXTS);
};

const placeOf = (explanation: Explanation): string => `${position(explanation)}|${explanation.finding}`;

const excerpt = (text: string): string => {
  const characters = Array.from(text.trim().toWellFormed());
  return characters.length <= TEXT_CHARACTERS
    ? characters.join('')
    : `${characters.slice(0, TEXT_CHARACTERS).join('')}…`;
};
