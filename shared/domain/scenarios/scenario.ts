import * as z from 'zod';
import { EditionDocument } from '../methodology/edition-document.ts';

const park = z.string().min(1);
const indicator = z.string().regex(/^\d+\.\d+$/, 'must be an indicator code such as 4.7');
/** Exact decimal text as filed; `N/A` = 不适用; empty = blank. */
const inputText = z.string().regex(/^(|N\/A|-?\d+(\.\d+)?)$/, 'must be a decimal number, N/A or empty');

/** Changes of a frozen ranking that are tried out without touching it. As a file: `gaoxin-scenario@1`. */
export const Scenario = z.strictObject({
  format: z.literal('gaoxin-scenario@1'),
  title: z.exactOptional(z.string()),
  /** The ranking that the scenario was made on; running it on another one is allowed and said. */
  madeOn: z.exactOptional(
    z.strictObject({ cycle: z.string(), revision: z.int(), inputHash: z.string().length(64) }),
  ),
  /** Park inputs of this year or, with `prior`, of last year. Indicators that read them are computed anew. */
  inputs: z.array(z.strictObject({ park, input: z.string().min(1), prior: z.boolean(), value: inputText })),
  /** Indicator values, expert scores too, whatever the inputs say; null = not computable. */
  indicators: z.array(z.strictObject({ park, indicator, value: z.number().nullable() })),
  /** 赋权 within the dimension. */
  multipliers: z.array(z.strictObject({ indicator, multiplier: z.number().positive() })),
  /** Weights of dimensions, 0–1; the dimensions that are not named share the rest in proportion. */
  dimensionWeights: z.array(z.strictObject({ dimension: z.string(), weight: z.number().positive().max(1) })),
  /** Bounds to score between instead of those of the ranking. */
  bounds: z.array(z.strictObject({ indicator, min: z.number(), max: z.number() })),
  /** Leave the frozen bounds aside and take the population's, as the scenario changes it. */
  populationBounds: z.boolean(),
  /** Another edition, whole, so that the file can be run again wherever it is. */
  edition: z.exactOptional(EditionDocument),
});
export type Scenario = z.infer<typeof Scenario>;

/** A scenario that changes nothing. */
export const emptyScenario: Scenario = {
  format: 'gaoxin-scenario@1',
  inputs: [],
  indicators: [],
  multipliers: [],
  dimensionWeights: [],
  bounds: [],
  populationBounds: false,
};

/** Something that a scenario names and that is not there, or that contradicts itself. */
export interface ScenarioProblem {
  readonly place: string;
  readonly message: { readonly zh: string; readonly en: string };
}

/** Thrown when a scenario cannot be applied to a ranking; carries every problem at once. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly problems: readonly ScenarioProblem[];

  constructor(problems: readonly ScenarioProblem[]) {
    super(problems.map(({ place, message }) => `${place}: ${message.en}`).join('\n'));
    this.problems = problems;
  }
}
