import { answeringLeaves, profileField } from '../../src/domain/chase-threads.ts';
import { requestStates } from '../../src/domain/enrichment-request.ts';
import type { ReachedRequest } from '../../src/store/request-reading.ts';
import { builder, type HubSchemaTypes } from '../builder.ts';
import { Absence } from './absence.ts';
import { connectionOf, type PageOf } from './connection.ts';
import { resolvedAbsences } from './resolved-absences.ts';

export const RequestState = builder.enumType('EnrichmentRequestState', {
  description: 'OPEN until an answer came, or none is needed any more.',
  values: requestStates,
});

const fieldOf = ({ request }: ReachedRequest) => profileField(request.profileVersion, request.field);

type Extended = PothosSchemaTypes.ExtendDefaultTypes<HubSchemaTypes>;
type Fields = PothosSchemaTypes.ObjectFieldBuilder<Extended, ReachedRequest>;
type Texts = {
  [K in keyof Asked]: Asked[K] extends string | null ? K : never;
}[keyof Asked];
type Asked = ReachedRequest['request'];

const text = (t: Fields, name: Texts, description: string) =>
  t.string({ description, resolve: ({ request }) => request[name] });

const instant = (t: Fields, name: 'openedAt' | 'dueAt' | 'closedAt', description: string) =>
  t.field({ type: 'DateTime', description, resolve: ({ request }) => request[name] });

const asked = (t: Fields) => ({
  organisation: text(t, 'organisation', 'Code of the force asked.'),
  unit: text(t, 'unit', 'Unit of the force.'),
  notificationNumber: text(t, 'notificationNumber', 'The force’s number of the notification.'),
  forceReference: text(t, 'forceReference', 'The force’s number of the missing report.'),
  field: text(t, 'field', 'Name of the profile field.'),
  number: t.int({ description: 'Its number in the profile.', resolve: ({ request }) => request.number }),
  title: t.string({ description: 'What the field is.', resolve: (row) => fieldOf(row)?.title ?? null }),
  why: t.string({ description: 'Why it matters to the child.', resolve: (row) => fieldOf(row)?.why ?? null }),
  leaves: t.stringList({
    nullable: { list: true, items: false },
    description: 'Elements of the `police-misper` contract that answer it.',
    resolve: (row) => {
      const field = fieldOf(row);
      return field === undefined ? null : [...answeringLeaves(field)];
    },
  }),
  requirement: text(t, 'requirement', 'MANDATORY: only a value will do. ANSWER: a value, or who was asked and when.'),
  severity: text(t, 'severity', 'CRITICAL, MAJOR or MINOR.'),
  found: text(t, 'found', 'How the notification left it: MISSING, INVALID, or an answer without who asked and when.'),
});

const standing = (t: Fields) => ({
  urgency: text(t, 'urgency', 'HIGH, MEDIUM or LOWER, by the risk the force grades.'),
  openedAt: instant(t, 'openedAt', 'When it was asked.'),
  dueAt: instant(t, 'dueAt', 'By when the answer is needed.'),
  state: t.field({ type: RequestState, description: 'How it stands.', resolve: ({ request }) => request.state }),
  isOverdue: t.boolean({
    description: 'Whether it is open and the time is over.',
    resolve: ({ request: { state, dueAt } }, _args, { clock }) =>
      state === 'OPEN' && Date.parse(dueAt) < Date.parse(clock.now()),
  }),
  closedAt: instant(t, 'closedAt', 'When it was answered or withdrawn.'),
  outcome: text(t, 'outcome', 'How it was answered (PRESENT, NOT_KNOWN_ASKED…), or why it was withdrawn.'),
  answeredThrough: t.string({
    description: 'FILE, SUBMISSION (`notificationSubmit`) or REPLY (`enrichmentReply`).',
    resolve: ({ answeredThrough }) => answeredThrough,
  }),
});

export const EnrichmentRequest = builder.objectRef<ReachedRequest>('EnrichmentRequest').implement({
  description: 'A question to a force about one field its notification left out. It holds no value of a child.',
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: '`EnrichmentRequest:…`, the reader’s pseudonym where they have one.',
      resolve: ({ request }, _args, { requestIds }) => requestIds.global(request.id),
    }),
    childId: t.id({
      description: 'The child, `Child:…`, the reader’s pseudonym where they have one.',
      resolve: ({ request }, _args, { childIds }) => childIds.global(request.childId),
    }),
    ...asked(t),
    ...standing(t),
    absences: t.field({
      type: [Absence],
      nullable: { list: false, items: false },
      description: 'Why each null field of this question is null.',
      resolve: ({ mask, request, answeredThrough }) => [
        ...resolvedAbsences('EnrichmentRequest', mask, { ...request, answeredThrough }),
      ],
    }),
  }),
});

/** A page of questions, in the order in which they are due. */
export type EnrichmentRequestPage = PageOf<ReachedRequest>;

export const EnrichmentRequestConnection = connectionOf('EnrichmentRequest', {
  ...{ type: EnrichmentRequest, one: 'question', many: 'questions' },
  page: 'A page of questions to forces, those due first coming first.',
  node: (t, description) =>
    t.field({ type: EnrichmentRequest, nullable: false, description, resolve: ({ row }) => row }),
});
