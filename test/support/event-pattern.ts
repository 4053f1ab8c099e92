import type { EventPattern } from '../../events/contract.ts';

const matchesObject = (pattern: Readonly<Record<string, unknown>>, event: unknown): boolean =>
  typeof event === 'object' &&
  event !== null &&
  Object.entries(pattern).every(([member, expected]) => {
    const actual: unknown = (event as Record<string, unknown>)[member];
    return Array.isArray(expected)
      ? expected.includes(actual)
      : matchesObject(expected as Record<string, unknown>, actual);
  });

/**
 * Whether EventBridge would deliver the event to a rule with this pattern. Knows what our patterns use: lists of exact
 * values, nested members, all of which must match.
 */
export const matches = ({ source, detailType, detail }: EventPattern, event: unknown): boolean =>
  matchesObject({ source, 'detail-type': detailType, ...(detail === undefined ? {} : { detail }) }, event);
