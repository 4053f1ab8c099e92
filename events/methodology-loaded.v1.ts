import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { ObjectReference, Sha256 } from './members.ts';

/**
 * The ministry loaded a methodology edition: cycles can be opened with it from now on, and it never changes. An edition is of
 * no cycle; `cycle` is the year in which it was loaded, in Beijing.
 */
export const MethodologyLoaded = defineEvent({
  detailType: 'MethodologyLoaded.v1',
  detail: {
    id: z.string().min(1),
    version: z.string().min(1),
    weights: z.enum(['provisional', 'official']),
    indicators: z.int().positive(),
    /** The edition itself, and the SHA-256 of its bytes. */
    document: ObjectReference,
    sha256: Sha256,
    /** null = not said. */
    reason: z.string().min(1).nullable(),
    actor: z.string().min(1),
  },
});
