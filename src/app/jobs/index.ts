import { announceJob } from './announce.ts';
import type { JobDeps } from './deps.ts';
import type { RegisteredJob } from './job.ts';
import { purgeIdempotencyKeysJob } from './purge-idempotency-keys.ts';
import { purgeTokenRecordsJob } from './purge-token-records.ts';
import { resumeDeliveriesJob } from './resume-deliveries.ts';

/** The register of jobs. */
export const jobs: readonly RegisteredJob<JobDeps>[] = [
  announceJob,
  purgeIdempotencyKeysJob,
  purgeTokenRecordsJob,
  resumeDeliveriesJob,
];
