/** Data year of a cycle: the evaluation year − 1. */
export const dataYear = (cycle: string): number => Number(cycle) - 1;
