import { bufferOf, readRecordParquet, recordParquet } from '../../shared/adapters/record-parquet.ts';
import { pendingRecordsKey, type RecordsLake, recordsKey } from '../../shared/adapters/records-lake.ts';

/** The lake's records in a map of objects, as real Parquet under real keys. */
export const memoryRecordsLake = (objects: Map<string, Uint8Array> = new Map()): RecordsLake => ({
  stageRecords: async (of, records) => {
    for (const name of ['enterprises', 'projects'] as const) {
      const table = records[name];
      if (table !== null) objects.set(pendingRecordsKey(name, of), recordParquet(table));
    }
  },
  acceptRecords: async (of) => {
    for (const name of ['enterprises', 'projects'] as const) {
      const staged = objects.get(pendingRecordsKey(name, of));
      if (staged !== undefined) objects.set(recordsKey(name, of), staged);
    }
  },
  readEnterprises: async (of, codes) => {
    const bytes = objects.get(recordsKey('enterprises', of));
    return bytes === undefined ? null : readRecordParquet('enterprises', bufferOf(bytes), codes);
  },
});
