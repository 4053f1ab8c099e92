/** Most digits with which every decimal has a double of its own. */
export const SURE_DIGITS = 15;

/** 10^0 to 10^22: the powers that are doubles exactly, so that dividing an integer by one rounds once. */
export const POWERS_OF_TEN: Float64Array = Float64Array.from({ length: 23 }, (_, power) =>
  Number(`1e${power}`),
);

/** Sums of integers in doubles stay exact below this, with room for one more term of `SURE_DIGITS`. */
export const SPILL = 2 ** 52;
