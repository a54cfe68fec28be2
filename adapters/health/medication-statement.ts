import { type Concept, concept, dosage, reference } from './datatypes.ts';
import { resolve } from './fhir-file.ts';
import { own } from './fields.ts';
import { type FindingReader, firstDated, plainFinding, readStatus, takenBack } from './finding.ts';
import { type Source, take, takeAll, takePeriod, takeText } from './source.ts';

/** ★ Statuses of a medication statement: whether the child is taking it. */
const statuses = new Map([
  ['active', 'ACTIVE'],
  ['intended', null],
  ['unknown', null],
  ['on-hold', 'INACTIVE'],
  ['stopped', 'INACTIVE'],
  ['completed', 'INACTIVE'],
  ['not-taken', 'INACTIVE'],
  ['entered-in-error', null],
] as const);

/** The medicine: coded in the record, or as a resource of its own, or only as a reference shows it. */
const readMedicine = (source: Source): Concept | null => {
  const coded = take(source, 'medicationCodeableConcept', concept);
  if (coded !== null) return coded;
  const given = take(source, 'medicationReference', reference);
  if (given === null) return null;
  const found = resolve(source.file, source.resource, given);
  const code = concept.safeParse(found?.type === 'Medication' ? own(found.fields, 'code') : null);
  if (code.success) source.drawn.push(code.data);
  if (code.success) return code.data;
  return given.display === null ? null : { text: given.display, coding: [] };
};

/** A medicine a child takes or took. */
export const readMedicationStatement: FindingReader = (source) => {
  const { word, status } = readStatus(source, 'status', 'clinicalStatus', statuses);
  if (word === 'entered-in-error') return takenBack(source, 'status');
  const period = takePeriod(source, 'effectivePeriod');
  const doses = takeAll(source, 'dosage', dosage).flatMap(({ text }) => text ?? []);
  return {
    ...plainFinding,
    findingType: 'MEDICATION',
    concept: readMedicine(source),
    value: doses.join('; ') || null,
    clinicalStatus: status,
    recorded: firstDated([
      { raw: takeText(source, 'dateAsserted'), element: 'dateAsserted' },
      { raw: takeText(source, 'effectiveDateTime'), element: 'effectiveDateTime' },
      { raw: period?.start ?? null, element: 'effectivePeriod.start' },
    ]),
    ended: { raw: period?.end ?? null, element: 'effectivePeriod.end' },
  };
};
