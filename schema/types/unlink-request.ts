import { personOf } from '../../src/domain/viewer.ts';
import { type UnlinkRequest as Request, unlinkStates } from '../../src/store/unlink-requests.ts';
import { builder } from '../builder.ts';
import { Absence } from './absence.ts';
import { resolvedAbsences } from './resolved-absences.ts';

export const UnlinkState = builder.enumType('UnlinkState', {
  description: 'ASKED until another person has approved or refused it.',
  values: unlinkStates,
});

/** A request to take source persons out of a child. */
export const UnlinkRequest = builder.objectRef<Request>('UnlinkRequest').implement({
  description: 'A request to take source persons out of a child they were wrongly linked to.',
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: '`UnlinkRequest:…`, the reader’s pseudonym where they have one.',
      resolve: ({ id }, _args, { idsOf }) => idsOf('UnlinkRequest').global(id),
    }),
    childId: t.id({
      nullable: false,
      description: 'The child, `Child:…`.',
      resolve: ({ childId }, _args, { childIds }) => childIds.global(childId),
    }),
    sourcePersons: t.idList({
      nullable: { list: false, items: false },
      description: 'Those to be taken out, `SourcePerson:…`.',
      resolve: ({ subjectIds }, _args, { idsOf }) => subjectIds.map(idsOf('SourcePerson').global),
    }),
    state: t.expose('state', { type: UnlinkState, nullable: false, description: 'How it stands.' }),
    askedAt: t.field({ type: 'DateTime', description: 'When it was asked.', resolve: ({ askedAt }) => askedAt }),
    askedBy: t.string({ description: 'By whom.', resolve: ({ askedBy }) => personOf(askedBy) }),
    reason: t.exposeString('reason', { description: 'Why, in their words, which may name the child.' }),
    decidedAt: t.field({
      type: 'DateTime',
      description: 'When it was decided.',
      resolve: ({ decidedAt }) => decidedAt,
    }),
    decidedBy: t.string({
      description: 'By whom.',
      resolve: ({ decidedBy }) => (decidedBy === null ? null : personOf(decidedBy)),
    }),
    note: t.exposeString('note', { description: 'Why, in their words.' }),
    absences: t.field({
      type: [Absence],
      nullable: { list: false, items: false },
      description: 'Why a null field of this request is null.',
      resolve: (request) => [...resolvedAbsences('UnlinkRequest', request.mask, { ...request })],
    }),
  }),
});
