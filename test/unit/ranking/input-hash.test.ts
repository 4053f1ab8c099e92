import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { editionHash, inputHash } from '../../../shared/domain/ranking/input-hash.ts';
import type { RankingInput } from '../../../shared/domain/ranking/ranking.ts';
import { allAt, anEdition, aPark, aRankingInput, aReturn } from '../../support/ranking-input.ts';

const edition = anEdition();
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const returns = ['P001', 'P002'].map((park, index) => aReturn(park, allAt(edition, index)));
const input = aRankingInput(returns);
const hash = (changed: Partial<RankingInput>): string =>
  inputHash({ ...input, ...changed }, editionHash(edition.document, sha256), sha256);
const [first, second] = returns as [(typeof returns)[0], (typeof returns)[0]];

describe('the input hash', () => {
  it.each<[string, Partial<RankingInput>]>([
    ['the order of returns', { returns: [second, first] }],
    ['the order of the register', { register: [...input.register].reverse() }],
    ['submission ids', { returns: [{ ...first, submissionId: 'S-other' }, second] }],
    ['why a park has no return', { withoutReturn: [{ park: 'P003', reason: 'withdrawn' }] }],
  ])('does not depend on %s', (_what, changed) => {
    expect(hash(changed)).toBe(hash({}));
  });
  it.each<[string, Partial<RankingInput>]>([
    ['a value', { returns: [{ ...first, values: allAt(edition, 0, { '1.1': 5 }) }, second] }],
    ['the file a return comes from', { returns: [{ ...first, sha256: 'f'.repeat(64) }, second] }],
    ['a reopening', { returns: [{ ...first, reopened: true }, second] }],
    ['where priors come from', { returns: [{ ...first, priorSource: 'return' }, second] }],
    ['the register', { register: [...input.register, aPark('P003')] }],
    ['an exemption', { register: [aPark('P001', { exempt: true }), aPark('P002')] }],
    ['expert scores', { expertScores: {} }],
    ['bounds', { frozenBounds: { source: 'closed', bounds: {} } }],
    ['the cycle', { cycle: '2022' }],
  ])('depends on %s', (_what, changed) => {
    expect(hash(changed)).not.toBe(hash({}));
  });
  it('depends on the edition', () => {
    const other = anEdition('most-2021-literal-product');
    expect(inputHash(input, editionHash(other.document, sha256), sha256)).not.toBe(hash({}));
  });
});
