import most2021 from '../../data/editions/most-2021.json' with { type: 'json' };
import literalProduct from '../../data/editions/most-2021-literal-product.json' with { type: 'json' };
import parkInputs from '../../data/park-inputs-2021.json' with { type: 'json' };
import { assembleEdition } from './assemble-edition.ts';
import { checkFormulas, type InputCatalogue } from './check-formulas.ts';
import type { Edition } from './edition.ts';
import type { EditionDocument } from './edition-document.ts';
import { roughEdition } from './rough-edition.ts';

/** Codes of the 63 park inputs that formulas may name. */
export const PARK_INPUT_CODES: ReadonlySet<string> = new Set(parkInputs.map(({ code }) => code));

/** Codes of the 58 park inputs that parks file. */
export const FILED_INPUT_CODES: ReadonlySet<string> = new Set(
  parkInputs.filter(({ filed_by }) => filed_by === 'park').map(({ code }) => code),
);

/** The 63 park inputs, and which of them are expert scores. */
export const PARK_INPUTS: InputCatalogue = {
  codes: PARK_INPUT_CODES,
  scores: new Map(
    parkInputs
      .filter(({ filed_by }) => filed_by === 'ministry')
      .map(({ code, used_by }) => [code, used_by] as const),
  ),
};

/** That they have the shape of an edition and nothing wrong with them, a test says once for every build. */
const DOCUMENTS = new Map([
  ['most-2021', most2021],
  ['most-2021-literal-product', literalProduct],
]) as unknown as ReadonlyMap<string, EditionDocument>;

const loaded = new Map<string, Edition>();

/** Ids of the editions that come with the program and that cycles can be opened with. */
export const shippedEditionIds = (): readonly string[] => [...DOCUMENTS.keys()];

/** An edition that comes with the program, by id; null when there is none. Parsed once. */
export const shippedEdition = (id: string): Edition | null => {
  const known = loaded.get(id);
  if (known !== undefined) return known;
  const document = DOCUMENTS.get(id);
  if (document === undefined) return null;
  const formulas = roughEdition(document).indicators.map((indicator) =>
    checkFormulas(indicator, PARK_INPUTS, () => undefined),
  );
  const edition = assembleEdition(document, formulas);
  loaded.set(id, edition);
  return edition;
};
