/** Scores by park id and indicator code. */
export type ExpertScores = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * Expert scores of a file as the inputs of its submission: `P021/1.3` → `87.5`. Neither part has a slash of its own, since
 * both are checked against the register and the edition before they are stored.
 */
export const scoresAsInputs = (
  scores: readonly { readonly park: string; readonly indicator: string; readonly score: string }[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(scores.map(({ park, indicator, score }) => [`${park}/${indicator}`, score]));

/** The inverse of `scoresAsInputs`, as numbers. */
export const scoresOfInputs = (inputs: Readonly<Record<string, string>>): ExpertScores => {
  const scores: Record<string, Record<string, number>> = {};
  for (const [place, score] of Object.entries(inputs)) {
    const [park = '', indicator = ''] = place.split('/');
    const ofPark = scores[park] ?? {};
    ofPark[indicator] = Number(score);
    scores[park] = ofPark;
  }
  return scores;
};

/** How many parks have a score. */
export const parksScored = (inputs: Readonly<Record<string, string>>): number =>
  Object.keys(scoresOfInputs(inputs)).length;
