import type { Reopening, SignOff, Withdrawal } from './filer-state.ts';
import type { AcceptedSubmission, JudgedSubmission } from './fold-submissions.ts';
import type { Submission } from './submission.ts';

type With<Status extends Submission['status']> = Extract<Submission, { status: Status }>;

/** A fact about a return that others act on; adapters turn it into the contract of `events/`. */
export type ReturnEvent =
  | { readonly kind: 'received'; readonly submission: With<'received'> }
  | { readonly kind: 'refused'; readonly submission: With<'refused'> }
  | {
      readonly kind: 'judged';
      readonly submission: Exclude<JudgedSubmission, AcceptedSubmission>;
      /** Of the audit entry where it was judged before; null = its first verdict. */
      readonly sequence: number | null;
    }
  | { readonly kind: 'accepted'; readonly submission: AcceptedSubmission; readonly inForce: boolean }
  | {
      readonly kind: 'reopened';
      readonly park: string;
      readonly reopening: Reopening;
      readonly sequence: number;
    }
  | {
      readonly kind: 'signed-off';
      readonly park: string;
      readonly signOff: SignOff;
      readonly sequence: number;
    }
  | {
      readonly kind: 'withdrawn';
      readonly park: string;
      readonly withdrawal: Withdrawal;
      readonly sequence: number;
    };
