import type { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { chooseVersion, uploadBucket, VersionGoneError } from '../../../shared/adapters/upload-bucket.ts';

const version = (versionId: string, time: string) => ({ versionId, lastModified: new Date(time) });

describe('the version that an event without version id tells of', () => {
  const first = version('v1', '2021-03-01T08:00:00.100Z');
  const second = version('v2', '2021-03-01T08:00:05.200Z');
  it.each([
    ['its own, when it is the only one', [first], '2021-03-01T08:00:00.103Z', 'v1'],
    ['the first, at its time', [second, first], '2021-03-01T08:00:00.103Z', 'v1'],
    ['the second, at its time', [first, second], '2021-03-01T08:00:05.201Z', 'v2'],
    [
      'the one of that second, where events have whole seconds',
      [first, second],
      '2021-03-01T08:00:00Z',
      'v1',
    ],
    ['none, where there is none', [], '2021-03-01T08:00:00Z', null],
  ])('is %s', (_, versions, uploadedAt, expected) => {
    expect(chooseVersion(versions, uploadedAt)).toBe(expected);
  });
});

const s3That = (...answers: (object | Error)[]) => {
  const sent: unknown[] = [];
  const send = async (command: { readonly input: unknown }) => {
    sent.push(command.input);
    const answer = answers.shift() ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { bucket: uploadBucket({ send } as unknown as S3Client), sent };
};
const named = (name: string) => Object.assign(new Error(name), { name });
const place = { bucket: 'b', key: 'returns/2021/P001/年报 a+b%.xlsx', versionId: 'v1' };

describe('the upload bucket', () => {
  it('looks through all pages for exactly that key and ETag', async () => {
    const LastModified = new Date('2021-03-01T08:00:00Z');
    const { key } = place;
    const { bucket, sent } = s3That(
      {
        Versions: [
          { Key: `${key}.bak`, VersionId: 'other-key', ETag: '"e"', LastModified },
          { Key: key, VersionId: 'other-bytes', ETag: '"f"', LastModified },
        ],
        IsTruncated: true,
        NextKeyMarker: key,
        NextVersionIdMarker: 'other-bytes',
      },
      { Versions: [{ Key: key, VersionId: 'v1', ETag: '"e"', LastModified }], IsTruncated: false },
    );
    const upload = { bucket: 'b', key, etag: 'e', uploadedAt: '2021-03-01T08:00:00.500Z' };
    expect(await bucket.findVersion(upload)).toBe('v1');
    expect(sent[1]).toMatchObject({ KeyMarker: key, VersionIdMarker: 'other-bytes' });
  });

  it.each(['NoSuchKey', 'NoSuchVersion', 'MethodNotAllowed'])(
    'says that a version is gone: %s',
    async (name) => {
      const { bucket } = s3That(named(name), named(name));
      await expect(bucket.digest(place)).rejects.toThrow(VersionGoneError);
      await expect(bucket.readVersion(place)).rejects.toThrow(VersionGoneError);
    },
  );

  it('leaves other errors as they are', async () => {
    await expect(s3That(named('AccessDenied')).bucket.readVersion(place)).rejects.toThrow('AccessDenied');
  });

  it('digests chunk by chunk', async () => {
    const encoder = new TextEncoder();
    const body = async function* () {
      yield encoder.encode('ab');
      yield encoder.encode('c');
    };
    // SHA-256 of "abc", FIPS 180-2 appendix B.1.
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await s3That({ Body: body() }).bucket.digest(place)).toEqual({ bytes: 3, sha256 });
  });
});
