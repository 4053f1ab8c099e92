/** A row of the metadata that takes part in the aggregation: an indicator (level 1) or an aggregate. */
export interface HierarchyEntry {
  readonly code: string;
  /** 1 = indicators, rising. */
  readonly level: number;
  /** Code of the node one level up; null at the top. */
  readonly parent: string | null;
  readonly weight: number;
}

/** An aggregate and what it is made of. */
export interface HierarchyNode extends HierarchyEntry {
  /** In the order of their codes. */
  readonly children: readonly HierarchyEntry[];
}

export interface Hierarchy {
  /** Level 1, in the order of the metadata. */
  readonly indicators: readonly HierarchyEntry[];
  /** From level 2 up; within a level in the order of the metadata. */
  readonly nodes: readonly HierarchyNode[];
  /** Height: the highest level. */
  readonly levels: number;
}

/** What is wrong with a hierarchy, each named by the codes that it concerns. */
export type HierarchyProblem =
  | { readonly problem: 'no-indicators' | 'no-aggregates' }
  | { readonly problem: 'duplicate-code' | 'bad-level' | 'childless' | 'weightless'; readonly code: string }
  | { readonly problem: 'bad-weight'; readonly code: string; readonly weight: number }
  | {
      readonly problem: 'unknown-parent' | 'parent-is-indicator';
      readonly code: string;
      readonly parent: string;
    }
  | { readonly problem: 'no-parent'; readonly code: string; readonly level: number; readonly levels: number }
  | {
      readonly problem: 'level-skipped';
      readonly code: string;
      readonly level: number;
      readonly parent: string;
      readonly parentLevel: number;
    }
  | { readonly problem: 'cycle'; readonly path: readonly string[] };

/** All that is wrong at once; empty when `hierarchyOf` can be trusted. */
export const hierarchyProblems = (entries: readonly HierarchyEntry[]): HierarchyProblem[] => {
  const byCode = new Map(entries.map((entry) => [entry.code, entry]));
  const levels = Math.max(0, ...entries.map(({ level }) => level).filter(Number.isFinite));
  const parents = new Set(entries.map(({ parent }) => parent));
  const carriesWeight = new Set(entries.filter(({ weight }) => weight !== 0).map(({ parent }) => parent));
  const problems: HierarchyProblem[] = [];
  if (!entries.some(({ level }) => level === 1)) problems.push({ problem: 'no-indicators' });
  if (levels < 2) problems.push({ problem: 'no-aggregates' });
  problems.push(...duplicates(entries), ...cycles(entries, byCode));
  const isInCycle = new Set(problems.flatMap((found) => (found.problem === 'cycle' ? found.path : [])));
  for (const { code, level, parent, weight } of entries) {
    if (!Number.isInteger(level) || level < 1) problems.push({ problem: 'bad-level', code });
    if (!Number.isFinite(weight) || weight < 0) problems.push({ problem: 'bad-weight', code, weight });
    if (level > 1 && !parents.has(code)) problems.push({ problem: 'childless', code });
    else if (level > 1 && !carriesWeight.has(code)) problems.push({ problem: 'weightless', code });
    if (isInCycle.has(code)) continue;
    if (parent === null) {
      if (level < levels) problems.push({ problem: 'no-parent', code, level, levels });
      continue;
    }
    const above = byCode.get(parent);
    if (above === undefined) problems.push({ problem: 'unknown-parent', code, parent });
    else if (above.level === 1) problems.push({ problem: 'parent-is-indicator', code, parent });
    else if (above.level !== level + 1) {
      problems.push({ problem: 'level-skipped', code, level, parent, parentLevel: above.level });
    }
  }
  return problems;
};

const duplicates = (entries: readonly HierarchyEntry[]): HierarchyProblem[] =>
  [...Map.groupBy(entries, ({ code }) => code)]
    .filter(([, same]) => same.length > 1)
    .map(([code]) => ({ problem: 'duplicate-code', code }));

/** Each cycle of parents once, from its first code in the metadata. */
const cycles = (
  entries: readonly HierarchyEntry[],
  byCode: ReadonlyMap<string, HierarchyEntry>,
): HierarchyProblem[] => {
  const settled = new Set<string>();
  const found: HierarchyProblem[] = [];
  for (const { code: start } of entries) {
    const path: string[] = [];
    let code: string | null = start;
    while (code !== null && byCode.has(code) && !settled.has(code) && !path.includes(code)) {
      path.push(code);
      code = byCode.get(code)?.parent ?? null;
    }
    if (code !== null && path.includes(code)) {
      found.push({ problem: 'cycle', path: path.slice(path.indexOf(code)) });
    }
    for (const passed of path) settled.add(passed);
  }
  return found;
};

/** The tree of entries in which `hierarchyProblems` finds nothing. */
export const hierarchyOf = (entries: readonly HierarchyEntry[]): Hierarchy => {
  // By code, so that sums do not hang on the order of the metadata, not even in the last bit.
  const byCode = entries.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const children = Map.groupBy(byCode, ({ parent }) => parent);
  return {
    indicators: entries.filter(({ level }) => level === 1),
    nodes: entries
      .filter(({ level }) => level > 1)
      .toSorted((a, b) => a.level - b.level)
      .map((entry) => ({ ...entry, children: children.get(entry.code) ?? [] })),
    levels: Math.max(...entries.map(({ level }) => level)),
  };
};

/** The same hierarchy under other weights; nodes that are not named keep theirs. */
export const withWeights = (
  entries: readonly HierarchyEntry[],
  weights: ReadonlyMap<string, number>,
): HierarchyEntry[] =>
  entries.map((entry) => ({ ...entry, weight: weights.get(entry.code) ?? entry.weight }));

/**
 * Share of the whole that each node has by its weights: its weight among those of its siblings, times its parent's share.
 * Several nodes at the top share the whole by their weights.
 *
 * Source: OECD/JRC Handbook (2008), step 6; COINr `get_eff_weights`.
 */
export const effectiveNodeWeights = (hierarchy: Hierarchy): Map<string, number> => {
  const shares = new Map<string, number>();
  const give = (siblings: readonly HierarchyEntry[], whole: number): void => {
    const sum = siblings.reduce((total, { weight }) => total + weight, 0);
    for (const { code, weight } of siblings) shares.set(code, (weight / sum) * whole);
  };
  const downwards = hierarchy.nodes.toReversed();
  const top = downwards
    .filter(({ parent }) => parent === null)
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  give(top, 1);
  for (const { code, children } of downwards) give(children, shares.get(code) ?? Number.NaN);
  return shares;
};
