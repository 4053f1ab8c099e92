import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** Parks' own ranks, in the reports bucket. Writing the same again is harmless. */
export const parkRanks = (client: S3Client, bucket: string) => ({
  putParkRank: async (key: string, rank: object): Promise<void> => {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: JSON.stringify(rank),
        ContentType: 'application/json; charset=utf-8',
      }),
    );
  },
});
