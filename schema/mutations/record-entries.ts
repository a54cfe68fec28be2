import type { WhichRecord } from '../../src/app/record/find-target.ts';
import type { RecordWritten } from '../../src/app/record/write-record.ts';
import { absenceReasons, type SourceAbsenceReason } from '../../src/domain/absence.ts';
import { InvalidRequest } from '../../src/domain/errors.ts';
import { recordInputOf } from '../../src/domain/record-inputs.ts';
import { type WritableKind, type WrittenKind, writableKinds } from '../../src/domain/writable.ts';
import { readGlobalId } from '../../src/plan/keys.ts';
import { builder } from '../builder.ts';
import type { HubContext } from '../context.ts';
import { payloadType, refusable, refusals } from '../errors.ts';
import { recordInputs } from '../types/record-input.ts';
import {
  CaseNote,
  type Child,
  Escalation,
  Feedback,
  Impact,
  Interview,
  Investigation,
  Notice,
  Plan,
  PreventionInterview,
  Restriction,
  RiskIndicator,
  SafeInCareDecision,
  StrategyMeeting,
} from '../types/refs.ts';
import { wayTexts } from '../types/way-opened.ts';

/** The type that shows each kind of record. */
const types: Readonly<Record<WrittenKind, typeof Child>> = {
  'prevention-interview': PreventionInterview,
  interview: Interview,
  'strategy-meeting': StrategyMeeting,
  plan: Plan,
  'case-note': CaseNote,
  escalation: Escalation,
  'safe-in-care-decision': SafeInCareDecision,
  impact: Impact,
  'professional-notice': Notice,
  feedback: Feedback,
  restriction: Restriction,
  investigation: Investigation,
  'risk-indicator': RiskIndicator,
};

const isSource = (reason: (typeof absenceReasons)[number]): reason is SourceAbsenceReason =>
  reason !== 'WITHHELD_BY_POLICY';

const Reason = builder.enumType('GivenAbsenceReason', {
  description: 'Why a field is empty, as whoever enters a record says it.',
  values: absenceReasons.filter(isSource),
});

const FieldAbsence = builder.inputType('FieldAbsenceInput', {
  description: 'Why one field of the record is empty.',
  fields: (t) => ({
    field: t.string({ required: true, description: 'Name of the field.' }),
    reason: t.field({ type: Reason, required: true, description: 'Why it is empty.' }),
    askedBy: t.string({ description: 'Who asked the child, parent or carer.' }),
    askedAt: t.field({ type: 'DateTime', description: 'When they were asked.' }),
  }),
});

interface Absent {
  readonly field: string;
  readonly reason: SourceAbsenceReason;
  readonly askedBy?: string | null | undefined;
  readonly askedAt?: string | null | undefined;
}

const absenceOf = ({ field, reason, askedBy, askedAt }: Absent) => ({
  field,
  reason,
  ...(askedBy ? { askedBy } : {}),
  ...(askedAt ? { askedAt } : {}),
});

interface Which {
  readonly childId?: string | null | undefined;
  readonly id?: string | null | undefined;
  readonly expectedKnownAt?: string | null | undefined;
}

// An id that is none names nothing, so that malformed, absent and hidden are not told apart.
const nil = '00000000-0000-0000-0000-000000000000';

const whichOf = ({ childId, id, expectedKnownAt }: Which, type: string, { childIds }: HubContext): WhichRecord => {
  if (childId && !id && !expectedKnownAt) return { childId: childIds.own(childId) };
  if (id && expectedKnownAt && !childId) {
    const parts = readGlobalId(id);
    return { recordId: parts?.type === type ? parts.uuid : nil, expectedKnownAt };
  }
  throw new InvalidRequest('childId for a new record; id and expectedKnownAt to change one; nothing else');
};

const recordedOf = (name: string, type: typeof Child, typeName: string) =>
  builder.objectRef<RecordWritten>(name).implement({
    description: 'The record was entered and everything that follows from it is done.',
    fields: (t) => ({
      record: t.field({
        type,
        description: 'The record as whoever entered it now sees it.',
        resolve: ({ recordId }, _args, context) => context.reader().node(`${typeName}:${recordId}`),
      }),
      knownAt: t.field({
        type: 'DateTime',
        nullable: false,
        description: 'When it became known as it now stands: what the next change of it expects.',
        resolve: ({ knownAt }) => knownAt,
      }),
      outcome: t.exposeString('outcome', {
        nullable: false,
        description: 'STORED, or UNCHANGED where the record said exactly this before.',
      }),
      repeated: t.exposeBoolean('repeated', {
        nullable: false,
        description: 'Whether this answers an earlier request with the same idempotency key.',
      }),
    }),
  });

const inputOf = recordInputs();

const inputFor = (writable: WritableKind) => {
  const { type } = writable;
  const Fields = inputOf(recordInputOf(writable));
  return builder.inputType(`${type}RecordInput`, {
    description: 'A new record of a child, or a change of one of the caller’s own organisation.',
    fields: (t) => ({
      childId: t.id({ description: 'The child of a new record, one the caller has a relationship to.' }),
      id: t.id({ description: 'The record to be changed.' }),
      record: t.field({ type: Fields, required: true, description: 'What is said.' }),
      absent: t.field({ type: [FieldAbsence], description: 'Why fields are empty. Each is empty from now on.' }),
      expectedKnownAt: t.field({
        type: 'DateTime',
        description:
          'The `knownAt` of the answer in which the caller saw the record to be changed; refused if there is a newer.',
      }),
      idempotencyKey: t.string({ required: true, description: wayTexts.idempotencyKey }),
    }),
  });
};

const enter = (kind: WrittenKind, writable: WritableKind): void => {
  const { type, mutation } = writable;
  const Recorded = recordedOf(`${type}Recorded`, types[kind], type);
  const Payload = builder.unionType(`${type}RecordPayload`, {
    description: 'The record as it is kept, or why it was refused.',
    types: [Recorded, ...refusals],
    resolveType: payloadType(`${type}Recorded`),
  });
  const Input = inputFor(writable);
  builder.mutationField(mutation, (t) =>
    t.field({
      type: Payload,
      nullable: false,
      description: `Enters a record of the caller’s own organisation: of type ${type}. Repeating the same request is harmless.`,
      args: { input: t.arg({ type: Input, required: true, description: 'What is said, and of whom.' }) },
      resolve: (_root, { input }, context) =>
        refusable(() =>
          context.useCases.writeRecord({
            viewer: context.viewer,
            kind,
            which: whichOf(input, type, context),
            said: { fields: { ...input.record }, absent: (input.absent ?? []).map(absenceOf) },
            idempotencyKey: input.idempotencyKey,
            now: context.clock.now(),
          }),
        ),
    }),
  );
};

for (const writable of writableKinds) enter(writable.kind, writable);
