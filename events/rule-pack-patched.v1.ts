import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { RulePackVersion } from './members.ts';

/** The ministry has switched a rule of a cycle's pack off, or on again. */
export const RulePackPatched = defineEvent({
  detailType: 'RulePackPatched.v1',
  detail: {
    rule: z.string().min(1),
    switchedTo: z.enum(['off', 'on']),
    /** In force from now on. */
    rulePack: RulePackVersion,
    reason: z.string().min(1),
    actor: z.string().min(1),
  },
});
