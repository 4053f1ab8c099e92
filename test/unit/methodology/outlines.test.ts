import { describe, expect, it } from 'vitest';
import facts from '../../../shared/data/facts-2019.json' with { type: 'json' };
import system2013 from '../../../shared/data/methodology-2013.json' with { type: 'json' };
import system2024 from '../../../shared/data/methodology-2024.json' with { type: 'json' };
import { outlineCoverage } from '../../../shared/domain/methodology/edition-outline.ts';
import { outlineIds, shippedOutline } from '../../../shared/domain/methodology/shipped-outlines.ts';

const outlineOf = (id: string) => {
  const outline = shippedOutline(id);
  if (outline === null) throw new Error(`no ${id}`);
  return outline;
};

describe('editions of which only a part is public say what their sources say, and no more', () => {
  it('are two', () => {
    expect(outlineIds()).toEqual(['most-2013', 'miit-2024']);
    expect(shippedOutline('most-2021')).toBeNull();
  });

  it('most-2013: four dimensions with weights, three names, no formula', () => {
    const outline = outlineOf('most-2013');
    expect(outline.dimensions.map(({ code, name, weight }) => ({ code, name: name?.zh, weight }))).toEqual(
      system2013.dimensions,
    );
    expect(outlineCoverage(outline)).toEqual({
      dimensions: { named: 4, weighted: 4, of: 4 },
      indicators: { named: 3, weighted: 0, of: null },
    });
    expect(
      outline.indicators.every(
        ({ formula, direction, code }) => formula === null && direction === null && code === null,
      ),
    ).toBe(true);
  });

  it('most-2013: the changes to 2021 are the article’s, one by one', () => {
    const { successor } = outlineOf('most-2013');
    expect(successor?.id).toBe('most-2021');
    expect(successor?.changes.map(({ kind, indicators, origin }) => ({ kind, indicators, origin }))).toEqual(
      facts.systemChanges.changes.map(({ kind, indicators, origin }) => ({ kind, indicators, origin })),
    );
    const former = facts.systemChanges.changes.flatMap((change) =>
      'formerIndicator' in change ? [change.formerIndicator] : [],
    );
    expect(
      successor?.changes
        .filter(({ kind }) => kind === 'removed' || kind === 'merged')
        .map(({ what }) => what.zh),
    ).toEqual(former);
    expect(successor?.note.zh).toContain('推断');
  });

  it('miit-2024: one dimension of six, four indicators of 43', () => {
    const outline = outlineOf('miit-2024');
    expect(outline.dimensions.map(({ code, name, weight }) => [code, name?.zh ?? null, weight])).toEqual(
      system2024.dimensions.map(({ code, name, weight }) => [code, name, weight]),
    );
    expect(
      outline.indicators.map(({ code, name, multiplier, direction, formula }) => [
        code,
        name.zh,
        multiplier,
        direction,
        formula?.zh ?? null,
      ]),
    ).toEqual(
      system2024.indicators.map(({ code, name, weight, direction, formula }) => [
        code,
        name,
        weight,
        direction,
        formula,
      ]),
    );
    expect(outlineCoverage(outline)).toEqual({
      dimensions: { named: 1, weighted: 1, of: 6 },
      indicators: { named: 4, weighted: 4, of: 43 },
    });
  });
});
