import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { ParkId, RulePackVersion, Sha256, SubmissionId } from './members.ts';

/** 数据确认: a park's officials vouch for the return in force. It counts until other bytes are accepted. */
export const ReturnSignedOff = defineEvent({
  detailType: 'ReturnSignedOff.v1',
  detail: {
    park: ParkId,
    submissionId: SubmissionId,
    /** Of the file. */
    sha256: Sha256,
    /** The findings report, and the SHA-256 of its bytes. */
    report: z.strictObject({ bucket: z.string().min(1), key: z.string().min(1), sha256: Sha256 }),
    rulePack: RulePackVersion,
    signatories: z.strictObject({
      /** 单位负责人. */
      unitHead: z.string().min(1),
      /** 统计负责人. */
      statisticsHead: z.string().min(1),
      /** 填表人; null = not named. */
      preparedBy: z.string().min(1).nullable(),
    }),
    actor: z.string().min(1),
  },
});
