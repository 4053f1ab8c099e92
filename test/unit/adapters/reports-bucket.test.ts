import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { reportsBucket } from '../../../shared/adapters/reports-bucket.ts';
import type { FindingsReport } from '../../../shared/domain/rules/finding.ts';
import { aFinding, aFindingsReport } from '../../support/findings-reports.ts';

/** As much of S3 as an upload needs: what was put, whole or in parts, by key. */
const aBucket = async () => {
  const objects = new Map<string, Buffer>();
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
      objects.set(pathname, Buffer.concat(parts));
      response.end('<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>');
    } else if (request.method === 'PUT') {
      objects.set(pathname, body);
      response.setHeader('etag', '"e"').end();
    } else response.end(objects.get(pathname));
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
  return { objects, parts, bucket: reportsBucket(client, 'reports') };
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
    expect(await s3.bucket.readReport('reports/2021/P001/S.json')).toEqual(report);
  });
});
