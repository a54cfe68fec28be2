import { PrismaPg } from '@prisma/adapter-pg';
import { NotFound } from '../domain/errors.ts';
import { PrismaClient } from './generated/client.ts';

export const jobStates = ['WAITING', 'RUNNING', 'DONE', 'FAILED'] as const;
export type JobState = (typeof jobStates)[number];

/** A job as an operator sees it: what and when, never the payload. */
export interface JobSight {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly runAt: string;
  readonly lastError: string | null;
}

/** Looks at the queue and puts failed work back into it. */
export interface JobDesk {
  list(options: { readonly state: JobState | null; readonly limit: number }): Promise<readonly JobSight[]>;
  /** @throws NotFound where there is no failed job of this id */
  retry(id: string): Promise<void>;
  close(): Promise<void>;
}

const sight = { id: true, type: true, state: true, attempts: true, maxAttempts: true, runAt: true, lastError: true };

/** Opens a desk as the administrator's duty role. */
export const openJobDesk = (url: string): JobDesk => {
  const options = '-c role=homeward_admin -c timezone=UTC';
  const adapter = new PrismaPg({
    connectionString: url,
    options,
    max: 1,
    application_name: `homeward/jobs/${process.pid}`,
  });
  const prisma = new PrismaClient({ adapter });
  return {
    list: async ({ state, limit }) => {
      const found = await prisma.job.findMany({
        where: state ? { state } : {},
        orderBy: { runAt: 'desc' },
        take: limit,
        select: sight,
      });
      return found.map(({ runAt, ...job }) => ({ ...job, runAt: runAt.toISOString() }));
    },
    retry: async (id) => {
      const { count } = await prisma.job.updateMany({
        where: { id, state: 'FAILED' },
        data: { state: 'WAITING', attempts: 0, runAt: new Date(), finishedAt: null },
      });
      if (count === 0) throw new NotFound('there is no failed job of this id');
    },
    close: () => prisma.$disconnect(),
  };
};
