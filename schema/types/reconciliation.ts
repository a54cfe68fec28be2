import {
  type Discrepancy as Facts,
  type ReconciliationReason,
  reconciliationReasons,
} from '../../src/domain/reconcile.ts';
import { builder } from '../builder.ts';
import { Absence } from './absence.ts';
import { resolvedAbsences } from './resolved-absences.ts';

/** A discrepancy with the viewer's mask of its child. */
export interface DiscrepancyRow {
  readonly mask: bigint;
  readonly facts: Facts;
}

/** A comparison as a viewer is shown it. */
export interface ReconciliationShown {
  readonly authority: string;
  readonly from: string;
  readonly to: string;
  readonly police: number;
  readonly ofAuthority: number;
  readonly agreed: number;
  readonly all: readonly Facts[];
  readonly rows: readonly DiscrepancyRow[];
}

const reasonWords = Object.keys(reconciliationReasons).filter(
  (word): word is ReconciliationReason => word in reconciliationReasons,
);

const Reason = builder.enumType('ReconciliationReason', {
  description: 'Why an account has no counterpart, or not the same one.',
  values: Object.fromEntries(
    reasonWords.map((word) => [word, { value: word, description: `${reconciliationReasons[word]}.` }]),
  ),
});

const Side = builder.enumType('ReconciliationSide', {
  description: 'Whose account it is.',
  values: ['POLICE', 'AUTHORITY'] as const,
});

const valuesOf = ({ account, reason, days, counterpart, side }: Facts) => ({
  ...{ childId: account.childId, episodeId: account.episodeId, side, reason, days },
  ...{ organisation: account.organisation, reference: account.reference, category: account.category },
  ...{ startedOn: account.startedOn, endedOn: account.endedOn },
  counterpartOrganisation: counterpart?.organisation ?? null,
  counterpartStartedOn: counterpart?.startedOn ?? null,
  counterpartEndedOn: counterpart?.endedOn ?? null,
});

const Discrepancy = builder.objectRef<DiscrepancyRow>('Discrepancy').implement({
  description: 'One account of an absence on which police and authority do not agree.',
  fields: (t) => ({
    childId: t.id({
      description: 'The child, `Child:…`, the reader’s pseudonym where they have one.',
      resolve: ({ facts }, _args, { childIds }) => childIds.global(facts.account.childId),
    }),
    episodeId: t.id({
      description: 'The absence, `Episode:…`, the reader’s pseudonym where they have one.',
      resolve: ({ facts }, _args, { childIds }) =>
        childIds.global(facts.account.episodeId).replace(/^Child:/, 'Episode:'),
    }),
    side: t.field({ type: Side, description: 'Whose account it is.', resolve: ({ facts }) => facts.side }),
    organisation: t.string({
      description: 'Code of who tells it.',
      resolve: ({ facts }) => facts.account.organisation,
    }),
    reference: t.string({ description: 'Their own number of it.', resolve: ({ facts }) => facts.account.reference }),
    category: t.string({ description: 'What they call it.', resolve: ({ facts }) => facts.account.category }),
    startedOn: t.field({ type: 'Date', description: 'First day.', resolve: ({ facts }) => facts.account.startedOn }),
    endedOn: t.field({ type: 'Date', description: 'Last day.', resolve: ({ facts }) => facts.account.endedOn }),
    reason: t.field({ type: Reason, description: 'Why they do not agree.', resolve: ({ facts }) => facts.reason }),
    days: t.int({
      description: 'By how many days it begins or ends otherwise, whichever is more.',
      resolve: ({ facts }) => facts.days,
    }),
    counterpartOrganisation: t.string({
      description: 'Code of who tells the other account.',
      resolve: ({ facts }) => facts.counterpart?.organisation ?? null,
    }),
    counterpartStartedOn: t.field({
      type: 'Date',
      description: 'First day by the other account.',
      resolve: ({ facts }) => facts.counterpart?.startedOn ?? null,
    }),
    counterpartEndedOn: t.field({
      type: 'Date',
      description: 'Last day by the other account.',
      resolve: ({ facts }) => facts.counterpart?.endedOn ?? null,
    }),
    absences: t.field({
      type: [Absence],
      nullable: { list: false, items: false },
      description: 'Why each null field of this account is null.',
      resolve: ({ mask, facts }) => [...resolvedAbsences('Discrepancy', mask, valuesOf(facts))],
    }),
  }),
});

interface ReasonCounted {
  readonly reason: ReconciliationReason;
  readonly side: Facts['side'];
  readonly count: number;
}

const ReasonCount = builder.objectRef<ReasonCounted>('ReasonCount').implement({
  description: 'How many accounts of one side have one reason.',
  fields: (t) => ({
    reason: t.field({ type: Reason, nullable: false, description: 'The reason.', resolve: ({ reason }) => reason }),
    side: t.field({ type: Side, nullable: false, description: 'The side.', resolve: ({ side }) => side }),
    count: t.exposeInt('count', { nullable: false, description: 'How many.' }),
  }),
});

const countsOf = (all: readonly Facts[]): readonly ReasonCounted[] =>
  reasonWords.flatMap((reason) =>
    (['POLICE', 'AUTHORITY'] as const)
      .map((side) => ({ reason, side, count: all.filter((one) => one.reason === reason && one.side === side).length }))
      .filter(({ count }) => count > 0),
  );

export const Reconciliation = builder.objectRef<ReconciliationShown>('Reconciliation').implement({
  description: 'What forces and an authority tell of the absences of its children in a period, compared.',
  fields: (t) => ({
    authority: t.exposeString('authority', { nullable: false, description: 'GSS code of the authority.' }),
    from: t.field({ type: 'Date', nullable: false, description: 'First day.', resolve: ({ from }) => from }),
    to: t.field({ type: 'Date', nullable: false, description: 'First day after.', resolve: ({ to }) => to }),
    policeAccounts: t.int({
      nullable: false,
      description: 'Accounts of forces in the period.',
      resolve: ({ police }) => police,
    }),
    authorityAccounts: t.int({
      nullable: false,
      description: 'Accounts of the authority in the period.',
      resolve: ({ ofAuthority }) => ofAuthority,
    }),
    agreed: t.exposeInt('agreed', { nullable: false, description: 'Absences both tell of with the same days.' }),
    reasons: t.field({
      type: [ReasonCount],
      nullable: { list: false, items: false },
      description: 'The others, counted by reason.',
      resolve: ({ all }) => [...countsOf(all)],
    }),
    discrepancies: t.field({
      type: [Discrepancy],
      nullable: { list: false, items: false },
      description: 'The others, the earliest first. Each is in the ledger as told of its child.',
      resolve: ({ rows }) => [...rows],
    }),
    hasMore: t.boolean({
      nullable: false,
      description: 'Whether there are more than are listed.',
      resolve: ({ all, rows }) => all.length > rows.length,
    }),
  }),
});
