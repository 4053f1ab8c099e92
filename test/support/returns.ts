import { createHash } from 'node:crypto';
import type { Cycle } from '../../shared/domain/cycles/cycle.ts';
import type { RegisteredPark } from '../../shared/domain/ranking/ranking.ts';
import type { Upload } from '../../shared/domain/returns/decide-receipt.ts';
import type { Judgement } from '../../shared/domain/returns/decide-verdict.ts';
import type { FilerState } from '../../shared/domain/returns/filer-state.ts';
import type { Transition } from '../../shared/domain/returns/transition.ts';

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** Minute `minute` of the filing day, as uploads carry it. */
export const at = (minute: number): string => new Date(Date.UTC(2021, 2, 1, 8, minute)).toISOString();

export const aCycle = (overrides: Partial<Cycle> = {}): Cycle => ({
  cycle: '2021',
  status: 'open',
  methodology: { id: 'most-2021', version: '1.0.0' },
  rulePack: 'gx46-2021@1.1.0',
  opensAt: at(0),
  closesAt: null,
  late: 'accept',
  previousCycle: null,
  closedAt: null,
  publishedAt: null,
  publishedRevision: null,
  ...overrides,
});

export const aRegisteredPark = (id: string, exempt = false): RegisteredPark => ({
  id,
  name: `${id} 高新区`,
  shortName: id,
  province: '北京',
  provinceCode: '11',
  city: '北京',
  region: '东部',
  approvedYear: 1988,
  exempt,
  innovationZone: null,
  freeTradeZone: null,
});

/** An upload of `content` at a minute of the filing day; id and order follow from its name and minute. */
export const anUpload = (content: string, minute: number, overrides: Partial<Upload> = {}): Upload => ({
  submissionId: `S-${content}-${minute}`,
  bucket: 'submissions',
  key: `returns/2021/P001/${content}.xlsx`,
  versionId: `v${minute}`,
  fileName: `${content}.xlsx`,
  bytes: content.length,
  sha256: sha256(content),
  uploadedAt: at(minute),
  order: `${at(minute)}|${content}`,
  ...overrides,
});

export const aJudgement = (
  submissionId: string,
  verdict: Judgement['verdict'],
  overrides: Partial<Judgement> = {},
): Judgement => ({
  submissionId,
  verdict,
  reportKey: `reports/2021/P001/${submissionId}.json`,
  rulePack: 'gx46-2021@1.1.0',
  counts: {
    reject: 0,
    mandatory: verdict === 'rejected' ? 1 : 0,
    query: verdict === 'needs-explanation' ? 1 : 0,
    notice: 0,
  },
  inputs: { employees: '100' },
  previous: {},
  shadow: {},
  priors: null,
  ...overrides,
});

export const noState = (filer = 'P001'): FilerState => ({
  cycle: '2021',
  filer,
  summary: null,
  submissions: [],
});

/** The state that a transition leads to, as the table would give it back. */
export const after = (state: FilerState, transition: Transition): FilerState => {
  const changed = new Map(state.submissions.map((submission) => [submission.submissionId, submission]));
  for (const submission of transition.submissions) changed.set(submission.submissionId, submission);
  return { ...state, summary: transition.summary, submissions: [...changed.values()] };
};
