import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { reportsBucket } from '../../../shared/adapters/reports-bucket.ts';
import type { FindingsReport } from '../../../shared/domain/rules/finding.ts';
import { aFinding, aFindingsReport } from '../../support/findings-reports.ts';

/** As much of S3 as reports need: what was put, whole or in parts, by key, and each version of it, numbered from 1. */
const aBucket = async () => {
  const objects = new Map<string, Buffer>();
  const versions: Buffer[] = [];
  const keep = (pathname: string, body: Buffer, response: ServerResponse): void => {
    objects.set(pathname, body);
    response.setHeader('x-amz-version-id', versions.push(body));
  };
  const parts: Buffer[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
    if (searchParams.has('uploads')) {
      response.end('<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>');
    } else if (request.method === 'PUT' && searchParams.has('partNumber')) {
      parts[Number(searchParams.get('partNumber')) - 1] = body;
      response.setHeader('etag', `"${searchParams.get('partNumber')}"`).end();
    } else if (request.method === 'POST') {
      keep(pathname, Buffer.concat(parts), response);
      response.end('<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>');
    } else if (request.method === 'PUT' && request.headers['x-amz-copy-source'] !== undefined) {
      const source = new URL(String(request.headers['x-amz-copy-source']), 'http://localhost');
      keep(pathname, versions[Number(source.searchParams.get('versionId')) - 1] ?? Buffer.of(), response);
      response.end('<CopyObjectResult><ETag>e</ETag></CopyObjectResult>');
    } else if (request.method === 'PUT') {
      keep(pathname, body, response);
      response.setHeader('etag', '"e"').end();
    } else if (request.method === 'HEAD') {
      const newest = objects.get(pathname);
      response
        .setHeader('x-amz-version-id', newest === undefined ? 0 : versions.lastIndexOf(newest) + 1)
        .end();
    } else {
      const version = searchParams.get('versionId');
      response.end(version === null ? objects.get(pathname) : versions[Number(version) - 1]);
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'cn-north-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    forcePathStyle: true,
    // Checksums in trailers would have to be taken off the body again.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  onTestFinished(() => client.destroy());
  return { objects, versions, parts, bucket: reportsBucket(client, 'reports') };
};

const reportOf = (findings: number): FindingsReport =>
  aFindingsReport(
    Array.from({ length: findings }, (_, at) =>
      aFinding({ fingerprint: at.toString(16).padStart(16, '0'), entity: `企业 ${at} "\\[{` }),
    ),
  );

describe('the reports bucket', () => {
  it.each([
    ['in one piece', 3, 0],
    // 9 MB: one part of 8 MB and the rest.
    ['in parts', 30_000, 2],
  ])('keeps the bytes of a report %s', async (_, findings, parts) => {
    const s3 = await aBucket();
    const report = reportOf(findings);
    await s3.bucket.putReport('reports/2021/P001/S.json', report);
    const bytes = s3.objects.get('/reports/reports/2021/P001/S.json');
    expect(s3.parts).toHaveLength(parts);
    expect(bytes?.equals(Buffer.from(JSON.stringify(report)))).toBe(true);
    expect(
      await s3.bucket.readReport({ reportKey: 'reports/2021/P001/S.json', reportVersion: null }),
    ).toEqual(report);
  });

  it('reads the version that a verdict names, and makes it the newest again', async () => {
    const s3 = await aBucket();
    const reportKey = 'reports/2021/P001/S.json';
    const reportVersion = await s3.bucket.putReport(reportKey, reportOf(1));
    await s3.bucket.putReport(reportKey, reportOf(2));
    const place = { reportKey, reportVersion };
    const newest = { reportKey, reportVersion: null };
    expect(await s3.bucket.readReport(place)).toEqual(reportOf(1));
    expect(await s3.bucket.readReport(newest)).toEqual(reportOf(2));
    expect(await s3.bucket.digestReport(place)).not.toBe(await s3.bucket.digestReport(newest));
    await s3.bucket.restoreReport(place);
    expect(await s3.bucket.readReport(newest)).toEqual(reportOf(1));
    expect(s3.versions).toHaveLength(3);
  });

  it('leaves the newest version as it is where it is the one that the verdict names', async () => {
    const s3 = await aBucket();
    const reportKey = 'reports/2021/P001/S.json';
    const reportVersion = await s3.bucket.putReport(reportKey, reportOf(1));
    await s3.bucket.restoreReport({ reportKey, reportVersion });
    expect(s3.versions).toHaveLength(1);
  });
});
