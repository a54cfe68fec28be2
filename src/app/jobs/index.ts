import { announceJob } from './announce.ts';
import { chaseJob } from './chase.ts';
import type { JobDeps } from './deps.ts';
import { deriveUncountedJob } from './derive-uncounted.ts';
import { exchangeDeliverJob } from './exchange-deliver.ts';
import { exchangeEscalateJob } from './exchange-escalate.ts';
import { exchangeWitnessJob } from './exchange-witness.ts';
import type { RegisteredJob } from './job.ts';
import { purgeIdempotencyKeysJob } from './purge-idempotency-keys.ts';
import { purgeTokenRecordsJob } from './purge-token-records.ts';
import { resumeDeliveriesJob } from './resume-deliveries.ts';

/** The register of jobs. */
export const jobs: readonly RegisteredJob<JobDeps>[] = [
  announceJob,
  chaseJob,
  deriveUncountedJob,
  exchangeDeliverJob,
  exchangeEscalateJob,
  exchangeWitnessJob,
  purgeIdempotencyKeysJob,
  purgeTokenRecordsJob,
  resumeDeliveriesJob,
];
