import DataLoader from 'dataloader';
import type { GraphQLFieldResolver } from 'graphql';
import { z } from 'zod';
import type { PrismaClient } from '../../src/store/generated/client.ts';
import { benchOrganisation } from '../support/fill.ts';
import { withheldOfChild, withheldOfNotification } from './withheld.ts';

type Row = Readonly<Record<string, unknown>>;

interface ChildRow extends Row {
  readonly childId: string;
  readonly birthEarliest: Date | null;
}
interface FactRow extends Row {
  readonly id: string;
}
interface EpisodeRow extends Row {
  readonly episodeId: string;
}
/** Each resolver is given the row of its own type. */
type Resolver = GraphQLFieldResolver<ChildRow & FactRow & EpisodeRow, PrismaContext>;

/** Rows known now; PostgreSQL's infinity is later than any date JavaScript has. */
const knownTo = { gt: new Date('9999-12-31T00:00:00Z') };
const knownNow = { where: { knownTo }, omit: { knownTo: true } } as const;

/** What resolvers of one request share. */
export interface PrismaContext {
  readonly prisma: PrismaClient;
  readonly completeness: DataLoader<string, Row | null>;
}

export const newPrismaContext = (prisma: PrismaClient): PrismaContext => ({
  prisma,
  completeness: new DataLoader(async (ids) => {
    const rows = await prisma.assessment.findMany({
      ...knownNow,
      where: { knownTo, notificationId: { in: [...ids] } },
    });
    const byId = new Map(rows.map((row) => [row.notificationId, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }),
});

const absences = z.record(z.string(), z.looseObject({ reason: z.string() }));

interface Withheld {
  readonly field: string;
  readonly rule: string;
  readonly ask: string;
}

const absencesOf = (stored: unknown, withheld: readonly Withheld[]) => {
  const hidden = new Set(withheld.map(({ field }) => field));
  const told = Object.entries(absences.parse(stored)).flatMap(([key, absence]) =>
    (key === 'birthEarliest' ? ['age', key] : [key]).map((field) => ({ field, ...absence })),
  );
  const kept = withheld.map((absence) => ({ ...absence, reason: 'WITHHELD_BY_POLICY' }));
  return [...told.filter(({ field }) => !hidden.has(field)), ...kept].sort((a, b) => (a.field < b.field ? -1 : 1));
};

const nothing = (fields: readonly Withheld[]): Record<string, Resolver> =>
  Object.fromEntries(fields.map(({ field }) => [field, () => null]));

const wholeYears = (from: Date, to: Date): number => {
  const years = to.getUTCFullYear() - from.getUTCFullYear();
  const birthday = new Date(from);
  birthday.setUTCFullYear(to.getUTCFullYear());
  return birthday > to ? years - 1 : years;
};

const byDate = { sort: 'desc', nulls: 'last' } as const;

const childById: Resolver = async (_root, { id }: { id: string }, { prisma }) => {
  const childId = id.slice('Child:'.length);
  const reached = await prisma.reach.findFirst({
    where: {
      organisation: benchOrganisation,
      childId,
      person: { in: ['', 'bench-worker'] },
      until: { gt: new Date() },
    },
    omit: { until: true },
  });
  return reached && (reached.bits & 128) !== 0
    ? prisma.childView.findFirst({ ...knownNow, where: { knownTo, childId } })
    : null;
};

const listsOfChild: Record<string, Resolver> = {
  episodes: ({ childId }: ChildRow, { first }: { first: number }, { prisma }) =>
    prisma.episode.findMany({
      ...knownNow,
      where: { knownTo, childId },
      orderBy: [{ startedOn: byDate }, { episodeId: 'asc' }],
      take: first,
    }),
  notifications: ({ childId }: ChildRow, { first }: { first: number }, { prisma }) =>
    prisma.notification.findMany({
      ...knownNow,
      where: { knownTo, childId },
      orderBy: [{ sentAt: byDate }, { id: 'asc' }],
      take: first,
    }),
  interviews: ({ childId }: ChildRow, { first }: { first: number }, { prisma }) =>
    prisma.interview.findMany({
      ...knownNow,
      where: { knownTo, childId },
      orderBy: [{ offeredAt: byDate }, { id: 'asc' }],
      take: first,
    }),
};

const gaps = z.array(z.looseObject({ number: z.number() }));

/** Every field that is not the property of its own name. */
export const resolvers: Readonly<Record<string, Readonly<Record<string, Resolver>>>> = {
  Query: { child: childById },
  Child: {
    id: ({ childId }: ChildRow) => `Child:${childId}`,
    age: ({ birthEarliest }: ChildRow) => (birthEarliest ? wholeYears(birthEarliest, new Date()) : null),
    absences: (row: Row) => absencesOf(row['absences'], withheldOfChild),
    ...nothing(withheldOfChild),
    ...listsOfChild,
  },
  Episode: { id: ({ episodeId }: EpisodeRow) => `Episode:${episodeId}` },
  Notification: {
    id: ({ id }: FactRow) => `Notification:${id}`,
    completeness: ({ id }: FactRow, _args, { completeness }) => completeness.load(id),
    absences: (row: Row) => absencesOf(row['absences'], withheldOfNotification),
    ...nothing(withheldOfNotification),
  },
  Interview: { id: ({ id }: FactRow) => `Interview:${id}` },
  Completeness: {
    gaps: (row: Row) => gaps.parse(row['gaps']).filter(({ number }) => number < 44 || number > 46),
  },
};
