const offsetMilliseconds = 8 * 3_600_000;

/** The day that a moment falls on in Beijing (UTC+8), where the ministry sits: `2021-05-10`. */
export const beijingDay = (moment: string): string =>
  new Date(Date.parse(moment) + offsetMilliseconds).toISOString().slice(0, 10);
