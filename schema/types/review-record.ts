import type { ShownRecord } from '../../src/app/review/shown-record.ts';
import { builder, type HubSchemaTypes } from '../builder.ts';
import { Absence } from './absence.ts';
import { resolvedAbsences } from './resolved-absences.ts';

type Extended = PothosSchemaTypes.ExtendDefaultTypes<HubSchemaTypes>;
type Fields = PothosSchemaTypes.ObjectFieldBuilder<Extended, ShownRecord>;
type Lists = 'otherNames' | 'address' | 'postcodes';
type Texts = Exclude<keyof ShownRecord, Lists | 'mask' | 'isCompared'>;

const text = (t: Fields, name: Texts, description: string) => t.string({ description, resolve: (row) => row[name] });

const texts = (t: Fields, name: Lists, description: string) =>
  t.stringList({
    description,
    nullable: { list: true, items: false },
    resolve: (row) => (row[name] === null ? null : [...row[name]]),
  });

const born = (t: Fields, name: 'birthEarliest' | 'birthLatest', description: string) =>
  t.field({ type: 'Date', description, resolve: (row) => row[name] });

/** What one source says of one person, side by side with another. */
export const ReviewRecord = builder.objectRef<ShownRecord>('ReviewRecord').implement({
  description: 'What one source says of one person, as far as who is whom is decided by it and the reader may see it.',
  fields: (t) => ({
    sourcePerson: t.id({
      nullable: false,
      description: '`SourcePerson:…`, the reader’s pseudonym where they have one.',
      resolve: ({ subjectId }, _args, { idsOf }) => idsOf('SourcePerson').global(subjectId),
    }),
    isCompared: t.boolean({
      nullable: false,
      description: 'Whether it is one of the two that the evidence compares.',
      resolve: ({ isCompared }) => isCompared,
    }),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    system: text(t, 'system', 'Its numbering of persons.'),
    givenNames: text(t, 'givenNames', 'Given names.'),
    familyName: text(t, 'familyName', 'Surname.'),
    otherNames: texts(t, 'otherNames', 'Aliases, former and preferred names.'),
    birthEarliest: born(t, 'birthEarliest', 'First day that may be the day of birth.'),
    birthLatest: born(t, 'birthLatest', 'Last day that may be it.'),
    birthPrecision: text(t, 'birthPrecision', 'DAY, MONTH or YEAR.'),
    sex: text(t, 'sex', 'FEMALE, MALE or UNKNOWN.'),
    nhsNumber: text(t, 'nhsNumber', 'Valid NHS number.'),
    upn: text(t, 'upn', 'Valid unique pupil number.'),
    address: texts(t, 'address', 'Lines of the home address.'),
    postcodes: texts(t, 'postcodes', 'Postcodes of home and placement.'),
    absences: t.field({
      type: [Absence],
      nullable: { list: false, items: false },
      description: 'Why each null field of this record is null.',
      resolve: (row) => [...resolvedAbsences('ReviewRecord', row.mask, { ...row })],
    }),
  }),
});
