import type { OutboxEvent } from '../../events/contract.ts';
import { IndicatorsComputed } from '../../events/indicators-computed.v1.ts';

/** An event like any other, told apart by its submission. */
export const anEvent = (submissionId: string): OutboxEvent =>
  IndicatorsComputed.event(
    {
      cycle: '2021',
      occurredAt: '2021-04-12T02:31:09.118Z',
      park: 'P021',
      submissionId,
      sha256: 'a'.repeat(64),
      computed: 39,
      notComputable: 7,
    },
    submissionId,
  );

/** The stream record of an outbox row; `image` replaces values of the row. */
export const aStreamRecord = (
  { eventId, detailType, detail }: OutboxEvent,
  image: { detailType?: string; detail?: string; eventId?: string } = {},
): unknown => ({
  eventID: 'c4ca4238a0b923820dcc509a6f75849b',
  eventName: 'INSERT',
  eventSource: 'aws:dynamodb',
  dynamodb: {
    Keys: { pk: { S: `OUTBOX#${eventId}` }, sk: { S: 'EVENT' } },
    NewImage: {
      pk: { S: `OUTBOX#${eventId}` },
      sk: { S: 'EVENT' },
      eventId: { S: image.eventId ?? eventId },
      detailType: { S: image.detailType ?? detailType },
      detail: { S: image.detail ?? JSON.stringify(detail) },
      expiresAt: { N: '1618202000' },
    },
    SequenceNumber: '111',
  },
});
