import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { currentRulesDocument, rulesDocumentUrl } from '../../../cli/rules/write-rules.ts';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';

const document = currentRulesDocument();
const sectionOf = (id: string): string => document.split(/^## /m).find((part) => part.startsWith(id)) ?? '';

test('docs/rules.md is the list of the shipped pack (otherwise run `npm run rules`)', () => {
  expect(readFileSync(rulesDocumentUrl, 'utf8')).toBe(document);
});

describe('the list of rules', () => {
  test('has every rule of the pack once, in its order', () => {
    const ids = [...document.matchAll(/^## (R-\S+)$/gm)].map(([, id]) => id);
    expect(ids).toEqual(loadRulePack('2021').rules.map(({ id }) => id));
  });

  test('says what a rule asks, reads and answers, with the status of its thresholds', () => {
    const section = sectionOf('R-A-005');
    for (const text of [
      'value_added_full_coverage / city_gdp * 100 <= $max',
      '| $max | 60 | % | assumption (portal research) |',
      '`value_added_full_coverage` `city_gdp`',
      '核实性 query',
      '改正或说明 fix or explain',
      '占所在城市（或区）GDP',
    ]) {
      expect(section).toContain(text);
    }
  });

  test('has a message, a fix hint and what is read for each rule, in both languages', () => {
    for (const { id, message, fix } of loadRulePack('2021').rules) {
      const section = sectionOf(id).replaceAll('\\|', '|');
      for (const text of [message.zh, message.en, fix.zh, fix.en]) {
        expect(section, id).toContain(text.replaceAll('\n', ' '));
      }
      expect(section, id).toMatch(/读取 reads: (`|\d)/);
      expect(section, id).not.toMatch(/undefined|\[object/);
    }
  });
});
