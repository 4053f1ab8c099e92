/** Parts of a semantic version that a change can raise, smallest first. */
export const versionLevels = ['patch', 'minor', 'major'] as const;
export type VersionLevel = (typeof versionLevels)[number];

type Parts = readonly [major: number, minor: number, patch: number];

const partsOf = (version: string): Parts => {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
};

/** Below 0 when `a` is the older version, 0 when they are the same. */
export const compareVersions = (a: string, b: string): number => {
  const [one, other] = [partsOf(a), partsOf(b)];
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
};

/** What a newer version raises; null when it is not newer. */
export const raisedLevel = (from: string, to: string): VersionLevel | null => {
  if (compareVersions(from, to) >= 0) return null;
  const [a, b] = [partsOf(from), partsOf(to)];
  if (b[0] > a[0]) return 'major';
  return b[1] > a[1] ? 'minor' : 'patch';
};

/** The smallest version that raises a level: 1.4.2 → 2.0.0, 1.5.0, 1.4.3. */
export const nextVersion = (version: string, level: VersionLevel): string => {
  const [major, minor, patch] = partsOf(version);
  if (level === 'major') return `${major + 1}.0.0`;
  return level === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
};

/** Whether raising `raised` is enough where `needed` is asked for; null = nothing is. */
export const isEnough = (raised: VersionLevel, needed: VersionLevel | null): boolean =>
  needed === null || versionLevels.indexOf(raised) >= versionLevels.indexOf(needed);

/** `2.10.0` as text that sorts as versions do. */
export const sortableVersion = (version: string): string =>
  version
    .split('.')
    .map((part) => part.padStart(6, '0'))
    .join('.');
