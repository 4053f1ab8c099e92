import type { Defect, DefectKind } from './defect.ts';
import { defectKinds } from './defect-kinds.ts';
import type { FileFormat } from './file-variants.ts';
import type { SampleReturn } from './population.ts';
import { cleanDraft, type DraftRow, type ReturnDraft } from './return-draft.ts';

/** A return, the defects put into it, and what its author then wrote. */
export interface SeededReturn {
  readonly filed: SampleReturn;
  readonly defects: readonly Defect[];
  readonly draft: ReturnDraft;
}

/**
 * Inputs that rules compare with each other. Two defects in one group could hide each other's findings, so a return
 * gets at most one of each; an input in no group is one of its own.
 */
const groups: readonly (readonly string[])[] = [
  [
    'employees',
    'rd_fte',
    'staff_bachelor',
    'staff_postgraduate',
    'staff_foreign_resident',
    'staff_returnees',
  ],
  [
    'revenue',
    'revenue_high_tech_services',
    'revenue_digital_industry',
    'revenue_rd_intensity_5pct',
    'revenue_without_industrial_output',
    'enterprises_rd5_revenue_500m',
    'industrial_output',
    'value_added',
    'payroll',
    'value_added_full_coverage',
    'city_gdp',
    'house_price',
    'land_area',
    'green_area',
  ],
  ['exports', 'exports_high_tech_enterprises', 'technology_service_exports'],
  [
    'domestic_enterprises_overseas_trademark',
    'domestic_enterprises_overseas_patent',
    'domestic_enterprises_overseas_trademark_and_patent',
  ],
  ['co2_emissions', 'energy_industrial'],
];

const groupOf = (code: string): string => groups.find((group) => group.includes(code))?.[0] ?? code;

/** Defects of the whole file leave nothing else to be found: such a return gets no other. */
function mayJoin(defect: Pick<Defect, 'place'>, others: readonly Defect[]): boolean {
  if (others.length === 0) return true;
  const { place } = defect;
  if (place.at !== 'input') return false;
  return others.every(
    (other) => other.place.at === 'input' && groupOf(other.place.code) !== groupOf(place.code),
  );
}

/**
 * Spreads so many defects over the returns, every kind in its turn, one a return as long as there are returns left.
 * A mistake that not every format can hold goes into returns that will be in one that can.
 * Throws RangeError where there is no room.
 */
export function seedDefects(options: {
  readonly returns: readonly SampleReturn[];
  readonly defects: number;
  readonly formatOf: (park: string) => FileFormat;
}): SeededReturn[] {
  const { returns, formatOf } = options;
  // 37 shares no factor with 169 nor with most sizes: defects are spread over the register, not bunched at its head.
  const step = returns.length % 37 === 0 ? 1 : 37;
  const byPark = new Map<string, Defect[]>(returns.map((filed) => [filed.park.id, []]));
  let turn = 0;
  let made = 0;
  let refused = 0;
  for (let place = 0; made < options.defects; place += 1) {
    const filed = returns[(place * step) % returns.length];
    const own = byPark.get(filed?.park.id ?? '');
    const found = filed && own ? nextDefect(filed, own, turn, formatOf(filed.park.id)) : null;
    if (found === null || own === undefined) {
      refused += 1;
      if (refused >= returns.length) throw new RangeError(`no room for ${options.defects} defects`);
      continue;
    }
    own.push(found.defect);
    turn = found.turn + 1;
    made += 1;
    refused = 0;
  }
  return returns.map((filed) => {
    const defects = byPark.get(filed.park.id) ?? [];
    return { filed, defects, draft: defects.reduce(withDefect, cleanDraft(filed)) };
  });
}

const canHold = (format: FileFormat, kind: DefectKind): boolean =>
  !(kind.workbookOnly && format !== 'xlsx') && !(kind.tableOnly && format === 'json');

/** The first kind from `turn` on that has room in this return. */
function nextDefect(
  filed: SampleReturn,
  own: readonly Defect[],
  turn: number,
  format: FileFormat,
): { defect: Defect; turn: number } | null {
  for (let skipped = 0; skipped < defectKinds.length; skipped += 1) {
    const kind = defectKinds[(turn + skipped) % defectKinds.length];
    if (kind === undefined || !canHold(format, kind)) continue;
    const places = kind.find(filed).filter((place) => mayJoin(place, own));
    const place = places[(turn * 7) % places.length];
    if (place) return { defect: { kind: kind.kind, ...place }, turn: turn + skipped };
  }
  return null;
}

/** The draft with one more mistake in it. */
export function withDefect(draft: ReturnDraft, defect: Defect): ReturnDraft {
  const { place, content } = defect;
  const written = content.kind === 'text' ? content.text : '';
  if (place.at === 'park') return { ...draft, park: written };
  if (place.at === 'cycle') return { ...draft, cycle: written };
  if (place.at === 'header') return { ...draft, withoutColumns: [...draft.withoutColumns, place.column] };
  const changed = (row: DraftRow): DraftRow => ({ ...row, [place.column]: content });
  return draft.rows.some((row) => row.code === place.code)
    ? { ...draft, rows: draft.rows.map((row) => (row.code === place.code ? changed(row) : row)) }
    : {
        ...draft,
        rows: [...draft.rows, { code: place.code, value: content, previous: { kind: 'blank' } }],
      };
}
