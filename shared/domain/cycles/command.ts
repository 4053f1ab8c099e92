import * as z from 'zod';

const cycle = z.string().regex(/^\d{4}$/, 'must be a year');
/** Of no certain form: whether there is such a park is the register's to say. */
const park = z.string().min(1).max(64);
/** Who commands: an official's name or account, kept in the audit chain. */
const actor = z.string().trim().min(1);
const reason = z.string().trim().min(1);
/** Of an act that goes without saying why. */
const anyReason = reason.nullable().default(null);

const RegisteredParkInCommand = z.strictObject({
  id: z.string().regex(/^P\d{3}$/, 'must be P and three digits'),
  name: z.string().min(1),
  shortName: z.string().min(1),
  province: z.string().min(1),
  provinceCode: z.string().min(1),
  city: z.string().min(1),
  region: z.string().min(1),
  approvedYear: z.int().nullable(),
  exempt: z.boolean(),
  innovationZone: z.boolean().nullable(),
  freeTradeZone: z.boolean().nullable(),
  from: z.exactOptional(z.iso.date()),
  to: z.exactOptional(z.iso.date()),
});

/** Opens a cycle, once. Repeating the very same command is harmless; another one for the same cycle is refused. */
export const OpenCycle = z.strictObject({
  command: z.literal('open-cycle'),
  cycle,
  /** Id of a methodology edition, in its newest version; or `id@version`. */
  methodology: z.string().min(1),
  register: z.array(RegisteredParkInCommand).min(1),
  /** null = now. */
  opensAt: z.iso.datetime().nullable(),
  /** null = open end. */
  closesAt: z.iso.datetime().nullable(),
  late: z.enum(['refuse', 'accept']),
  reason: anyReason,
  actor,
});
export type OpenCycle = z.infer<typeof OpenCycle>;

/** Takes no more returns in time; the next ranking computes the bounds that stay. */
export const CloseCycle = z.strictObject({
  command: z.literal('close-cycle'),
  cycle,
  reason: anyReason,
  actor,
});
export type CloseCycle = z.infer<typeof CloseCycle>;

/** Changes the times at which a cycle opens and closes by itself. */
export const RescheduleCycle = z.strictObject({
  command: z.literal('reschedule-cycle'),
  cycle,
  /** Absent = as before. */
  opensAt: z.exactOptional(z.iso.datetime()),
  /** Absent = as before; null = open end. */
  closesAt: z.exactOptional(z.iso.datetime().nullable()),
  reason,
  actor,
});
export type RescheduleCycle = z.infer<typeof RescheduleCycle>;

/** Makes the head of the ranking the published one. An open cycle is closed first. */
export const PublishCycle = z.strictObject({
  command: z.literal('publish-cycle'),
  cycle,
  /** Refuses while a return in force is not signed off; otherwise those are only named. */
  requireSignOff: z.boolean().default(false),
  reason: anyReason,
  actor,
});
export type PublishCycle = z.infer<typeof PublishCycle>;

export const CycleStatus = z.strictObject({ command: z.literal('cycle-status'), cycle });
export type CycleStatus = z.infer<typeof CycleStatus>;

/** Opens a return in force for correction (退回); it stays ranked with its old values, marked. */
export const ReopenReturn = z.strictObject({
  command: z.literal('reopen-return'),
  cycle,
  park,
  reason,
  actor,
  /** By when the correction is due; null = until publication. */
  deadline: z.iso.datetime().nullable(),
  /** Codes of the park inputs that may change; null = all of them. */
  scope: z.array(z.string().min(1)).min(1).nullable().default(null),
});
export type ReopenReturn = z.infer<typeof ReopenReturn>;

/** Takes a return out of force; the park is ranked no more until something uploaded later is accepted. */
export const WithdrawReturn = z.strictObject({
  command: z.literal('withdraw-return'),
  cycle,
  park,
  reason,
  actor,
});
export type WithdrawReturn = z.infer<typeof WithdrawReturn>;

/** 数据确认: a park's officials vouch for the return in force. */
export const SignOffReturn = z.strictObject({
  command: z.literal('sign-off-return'),
  cycle,
  park,
  /** 单位负责人. */
  unitHead: z.string().trim().min(1),
  /** 统计负责人. */
  statisticsHead: z.string().trim().min(1),
  /** 填表人. */
  preparedBy: z.string().trim().min(1).nullable(),
  /** The submission that is meant; null = whichever is in force. */
  submission: z.string().min(1).nullable(),
  actor,
});
export type SignOffReturn = z.infer<typeof SignOffReturn>;

/** 上年数据更正: corrects values of last year, with approval. It counts in this cycle once its priors are refreshed. */
export const AmendPrior = z.strictObject({
  command: z.literal('amend-prior'),
  cycle,
  park,
  /** Exact decimal text by input code; `N/A` = 不适用. */
  values: z.record(z.string().min(1), z.string()).refine((values) => Object.keys(values).length > 0),
  reason,
  /** Who approved it. */
  approvedBy: z.string().trim().min(1),
  /** Number of the approving document (批准文号). */
  document: z.string().trim().min(1),
  /** First day on which a refresh takes it in. */
  effectiveOn: z.iso.date(),
  actor,
});
export type AmendPrior = z.infer<typeof AmendPrior>;

/** Takes the amendments that are effective into the cycle's values of last year. */
export const RefreshPriors = z.strictObject({ command: z.literal('refresh-priors'), cycle, reason, actor });
export type RefreshPriors = z.infer<typeof RefreshPriors>;

/** Explains (说明) a query finding by its fingerprint; submissions that wait for it are judged anew. */
export const ExplainFinding = z.strictObject({
  command: z.literal('explain-finding'),
  cycle,
  park,
  /** Fingerprint. */
  finding: z.string().min(1),
  /** Code of the reason; free text where the pack has no list. */
  reason: z.string(),
  text: z.string().trim().min(1),
  actor,
});
export type ExplainFinding = z.infer<typeof ExplainFinding>;

/** Keeps a methodology edition, so that cycles can be opened with it; it never changes afterwards. */
export const LoadEdition = z.strictObject({
  command: z.literal('load-edition'),
  /** Checked by the program's own check, whose findings say more than a schema here would. */
  document: z.unknown(),
  reason: anyReason,
  actor,
});
export type LoadEdition = z.infer<typeof LoadEdition>;

/** Switches a rule of a cycle's pack off, or on again, without a deploy. */
export const PatchRulePack = z.strictObject({
  command: z.literal('patch-rule-pack'),
  cycle,
  /** Rule id: `R-A-005`. */
  rule: z.string().min(1),
  to: z.enum(['off', 'on']),
  reason,
  actor,
});
export type PatchRulePack = z.infer<typeof PatchRulePack>;

/** What `manage-cycle` answers to when it is invoked directly. */
export const CycleCommand = z.discriminatedUnion('command', [
  OpenCycle,
  CloseCycle,
  RescheduleCycle,
  PublishCycle,
  CycleStatus,
  ReopenReturn,
  WithdrawReturn,
  SignOffReturn,
  AmendPrior,
  RefreshPriors,
  ExplainFinding,
  PatchRulePack,
  LoadEdition,
]);
export type CycleCommand = z.infer<typeof CycleCommand>;
/** As a caller may write it: what has a default may be left out. */
export type GivenCommand = z.input<typeof CycleCommand>;
