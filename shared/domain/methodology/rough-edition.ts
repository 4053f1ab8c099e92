/**
 * A document as far as it can be read, so that one wrong member does not hide what else is wrong. Members of the wrong
 * type count as absent here; the schema names them.
 */
export interface RoughEdition {
  readonly weightsStatus: string | undefined;
  readonly weightsRule: string | undefined;
  readonly dimensions: readonly RoughDimension[];
  readonly indicators: readonly RoughIndicator[];
}

export interface RoughDimension {
  readonly place: string;
  readonly code: string | undefined;
  /** Not part of the format; read so that a hierarchy that runs in a circle is named as such. */
  readonly parent: string | undefined;
  readonly weight: number | undefined;
  readonly weightStatus: string | undefined;
}

export interface RoughIndicator {
  readonly place: string;
  readonly code: string | undefined;
  readonly dimension: string | undefined;
  readonly kind: string | undefined;
  readonly expression: string | undefined;
  readonly denominator: string | undefined;
  readonly notComputableWhen: readonly string[];
  readonly formulaStatus: string | undefined;
  readonly multiplier: number | undefined;
  readonly multiplierStatus: string | undefined;
}

export const roughEdition = (document: unknown): RoughEdition => {
  const edition = recordOf(document);
  const weights = recordOf(edition.weights);
  return {
    weightsStatus: textOf(weights.status),
    weightsRule: textOf(weights.rule),
    dimensions: listOf(edition.dimensions).map((value, index) => {
      const dimension = recordOf(value);
      return {
        place: `dimensions[${index}]`,
        code: textOf(dimension.code),
        parent: textOf(dimension.parent),
        weight: numberOf(dimension.weight),
        weightStatus: textOf(dimension.weightStatus),
      };
    }),
    indicators: listOf(edition.indicators).map((value, index) => {
      const indicator = recordOf(value);
      const weight = recordOf(indicator.weight);
      return {
        place: `indicators[${index}]`,
        code: textOf(indicator.code),
        dimension: textOf(indicator.dimension),
        kind: textOf(indicator.kind),
        expression: textOf(indicator.expression),
        denominator: textOf(indicator.denominator),
        notComputableWhen: listOf(indicator.notComputableWhen).filter((one) => typeof one === 'string'),
        formulaStatus: textOf(indicator.formulaStatus),
        multiplier: numberOf(weight.multiplier),
        multiplierStatus: textOf(weight.status),
      };
    }),
  };
};

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
