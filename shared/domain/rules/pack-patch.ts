import * as z from 'zod';

/**
 * A patch of a cycle's rule pack: rules that the ministry switched off, in force without a deploy. Written anew with every
 * switch; who switched what, when and why stands in the cycle's audit chain.
 */
export const PackPatch = z.strictObject({
  cycle: z.string().regex(/^\d{4}$/),
  /** How often the pack of this cycle was patched: by as much the last part of its version is higher. */
  number: z.int().positive(),
  /** In the order in which they were switched off. */
  off: z.array(
    z.strictObject({
      rule: z.string(),
      reason: z.string(),
      actor: z.string(),
      at: z.iso.datetime(),
    }),
  ),
});
export type PackPatch = z.infer<typeof PackPatch>;
