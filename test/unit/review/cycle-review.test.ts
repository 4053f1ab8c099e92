import { describe, expect, it } from 'vitest';
import { type ReviewReader, readReview } from '../../../cli/verbs/cycle-review.ts';
import { sayReview } from '../../../cli/verbs/review-text.ts';
import type { ReviewHead } from '../../../shared/adapters/review-rows.ts';
import type { ReviewList } from '../../../shared/domain/review/review-list.ts';
import { reviewReturns } from '../../../shared/domain/review/review-returns.ts';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';
import { aCycle, at, sha256 } from '../../support/returns.ts';
import { aReviewedReturn } from '../../support/reviewed-returns.ts';

const shared = ['P001', 'P002'];
const list: ReviewList = reviewReturns({
  cycle: '2021',
  rulePack: loadRulePack('2021'),
  register: ['P001', 'P002', 'P003'].map((id) => ({ id, province: '湖北', city: id })),
  returns: [aReviewedReturn('P001'), aReviewedReturn('P002', { reopened: true }), aReviewedReturn('P003')],
  sharedEnterprises: [{ uscc: '91110108MA01ABCD2X', names: new Map(shared.map((park) => [park, '甲公司'])) }],
});
const head: ReviewHead = {
  cycle: '2021',
  version: 1,
  list: { key: 'reviews/2021/x.json', sha256: sha256('x') },
  returns: {},
  registerFile: null,
  counts: { 'R-C-001': 1 },
  reviewedAt: at(9),
};

const reader = (own: Partial<ReviewReader> = {}): ReviewReader => ({
  readCycle: async () => aCycle(),
  readPackPatch: async () => null,
  readFilingParks: async () =>
    ['P001', 'P002', 'P003'].map((id) => ({ id, shortName: `高新区${id}` })) as never,
  readReturns: async () =>
    [
      { filer: 'P001', review: { shadow: {}, repeatedExplanations: [] } },
      { filer: 'P003', review: { shadow: {}, repeatedExplanations: [{ text: '合并报表', findings: 4 }] } },
    ] as never,
  readReviewHead: async () => head,
  readReviewList: async () => list,
  readPendingParks: async () => ['P003'],
  ...own,
});

const printed = async (park?: string, locale: 'zh' | 'en' = 'en') => {
  const lines: string[] = [];
  const review = await readReview({ cycle: '2021', ...(park === undefined ? {} : { park }) }, reader());
  sayReview('2021', review, {
    json: false,
    locale,
    isTty: false,
    columns: 100,
    say: (line = '') => void lines.push(line),
    note: () => undefined,
    answer: () => undefined,
    text: (text) => text[locale],
  });
  return lines.join('\n');
};

describe('gaoxin cycle review', () => {
  it('names parks, submissions, marks and what is on its way', async () => {
    const text = await printed();
    expect(text).toContain('3 returns in force, 1 entries');
    expect(text).toContain('Enterprise 甲公司 (91110108MA01ABCD2X) is also filed by another park');
    expect(text).toContain('P001 高新区P001  S-P001  甲公司');
    expect(text).toContain('P002 高新区P002 (reopened)  S-P002');
    expect(text).toContain('being looked at: P003');
    expect(text).toContain('P003 高新区P003  4 × “合并报表”');
    expect(await printed(undefined, 'zh')).toContain('P002 高新区P002（已退回）');
  });

  it('keeps to one park', async () => {
    expect(await printed('P001')).not.toContain('合并报表');
    expect(await printed('P003')).toContain('0 entries');
  });

  it('leaves out a rule that is switched off, and is empty before the first list', async () => {
    const off = [{ rule: 'R-C-001', reason: '口径', actor: '张三', at: at(1) }];
    const patched = reader({ readPackPatch: async () => ({ cycle: '2021', number: 1, off }) });
    expect((await readReview({ cycle: '2021' }, patched)).entries).toEqual([]);
    const none = reader({ readReviewHead: async () => null });
    expect(await readReview({ cycle: '2021' }, none)).toMatchObject({ reviewedAt: null, entries: [] });
  });

  it('refuses a cycle that was never opened, and a park that is not in it', async () => {
    const unopened = reader({ readCycle: async () => null });
    await expect(readReview({ cycle: '2021' }, unopened)).rejects.toThrow('has not been opened');
    await expect(readReview({ cycle: '2021', park: 'P999' }, reader())).rejects.toThrow(
      'not in the register',
    );
  });
});
