import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** JSON texts in a bucket, by key. */
export interface TextObjects {
  /** The object as it is; null where there is none. */
  readonly readText: (key: string) => Promise<string | null>;
  /** Writing the same again is harmless. */
  readonly writeText: (key: string, text: string) => Promise<void>;
}

export const textObjects = (client: S3Client, bucket: string): TextObjects => ({
  readText: async (key) => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return Body === undefined ? null : await Body.transformToString('utf-8');
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return null;
      throw error;
    }
  },
  writeText: async (key, text) => {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: text,
        ContentType: 'application/json; charset=utf-8',
      }),
    );
  },
});
